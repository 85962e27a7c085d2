import type { FinetuneRun } from '../../../data/runs/finetuneRuns.ts';
import { formatNumber } from '../../../ui/text/quantity.ts';
import { depthText, recipeSettings } from '../training/recipe.ts';
import { labelCount, startText } from './runColumns.ts';

/** A setting in which runs differ, with its value in each of them. */
interface RunDifference {
  label: string;
  /** In the order of the runs. */
  values: string[];
}

/** The settings in which runs differ; what they have in common is left out. */
export function runDifferences(runs: readonly FinetuneRun[]): RunDifference[] {
  const settings: [string, (run: FinetuneRun) => string][] = [
    ['Question', run => run.question],
    ['Start', startText],
    ['Depth', run => depthText(run.options.depth)],
    ['Labels', run => String(labelCount(run))],
    ['Views', ({ augmentation }) => (augmentation ? 'turned and mirrored' : 'as they are')],
    ['Classes', balanceText],
    ...recipeSettings.map(({ key, label }): (typeof settings)[number] => [
      label,
      ({ options }) => formatNumber(options[key]),
    ]),
    ['Batch norms', ({ options }) => (options.norms ? 'learn' : 'stay')],
    ['Seed', ({ options }) => String(options.seed)],
  ];
  return settings
    .map(([label, text]) => ({ label, values: runs.map(text) }))
    .filter(({ values }) => new Set(values).size > 1);
}

/** Whether runs were judged on exactly the same galaxies, so that their figures can be compared. */
export function sameGalaxiesUnseen(runs: readonly FinetuneRun[]): boolean {
  const sets = runs.map(({ galaxyIds, split }) =>
    Array.from(split.test, i => galaxyIds[i])
      .sort()
      .join('\n'),
  );
  return new Set(sets).size <= 1;
}

/** How a run's loss weighs its classes: runs of which this differs have losses of different height. Empty: all alike. */
export function weighingOf({ task }: Pick<FinetuneRun, 'task'>): string {
  const { classWeights } = task.kind === 'classes' ? task : {};
  if (!classWeights || classWeights.every(weight => weight === classWeights[0])) return '';
  return Array.from(classWeights, weight => formatNumber(weight, 4)).join(' ');
}

function balanceText({ task, options }: FinetuneRun): string {
  if (options.balancedBatches) return 'balanced batches';
  return task.kind === 'classes' && task.classWeights ? 'weighted' : 'as they are';
}
