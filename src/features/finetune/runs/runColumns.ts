import type { FinetuneRun } from '../../../data/runs/finetuneRuns.ts';
import { areTheSameWeights } from '../../../data/weights/shelf/shippedHashes.ts';
import { freshStartOf } from '../../../maths/architectures/freshStart.ts';
import { durationText } from '../../../ui/text/durationText.ts';
import { formatCount, nullSign } from '../../../ui/text/quantity.ts';
import { figureLabels } from '../results/judgement.ts';
import { depthText } from '../training/recipe.ts';
import { errorLabel, figureOf, figureText, figureValue, shareText } from './runFigures.ts';

/** One column of the table of runs. */
interface RunColumn {
  title: string;
  /** Shown when the pointer rests on the heading. */
  meaning: string;
  numeric: boolean;
  text(run: FinetuneRun): string;
  /** What runs are sorted by; null comes last in either direction. */
  value(run: FinetuneRun): string | number | null;
}

/** Title of the column that sorts the table of runs, and which way. */
export interface RunOrder {
  title: string;
  descending: boolean;
}

const tasks = { classes: 'classes', votes: 'votes', number: 'number' } as const;

/** Name of the weights a run began from, without the "file:" of those from disk; says where other ones have that name now. */
export function startText({
  weights,
  weightsSha256,
}: Pick<FinetuneRun, 'weights' | 'weightsSha256'>): string {
  const name = freshStartOf(weights)?.title ?? weights.replace(/^file:/, '');
  return areTheSameWeights(weights, weightsSha256) ? name : `${name} (earlier)`;
}

/** Labelled galaxies of a run: those trained on, validated on and tested on together. */
export function labelCount({ split: { train, validation, test } }: FinetuneRun): number {
  return train.length + validation.length + test.length;
}

/** The columns that have a value for at least one of these runs. */
export function runColumns(runs: readonly FinetuneRun[]): RunColumn[] {
  const has = (label: string) => runs.some(run => figureOf(run, label) !== undefined);
  const figures = [
    {
      title: 'Balanced',
      label: figureLabels.balanced,
      meaning: 'Mean share of each class that it recognised',
    },
    {
      title: 'Accuracy',
      label: figureLabels.accuracy,
      meaning: 'Share of unseen galaxies it was right about',
    },
    {
      title: 'AUC',
      label: figureLabels.area,
      meaning: 'Area under the ROC curve, the mean of each class against the others; a guess has 0.5',
    },
  ].filter(({ label }) => has(label));
  // Figures come first: a narrow panel has room for the names and these only.
  return [
    ...figures.map(({ title, label, meaning }) => ({
      title,
      meaning: `${meaning}, with its 95 % interval`,
      numeric: true,
      text: (run: FinetuneRun) => (title === 'AUC' ? figureText(run, label) : shareText(run, label)),
      value: (run: FinetuneRun) => figureValue(run, label),
    })),
    ...(runs.some(errorLabel) ? [errors] : []),
    number('Labels', 'Galaxies to train, validate and test on', labelCount, formatCount),
    words('Start', 'The weights it began from', startText),
    words('Depth', 'How much of the network learnt', run => depthText(run.options.depth)),
    words('Task', 'Classes, shares of votes, or a number', run => tasks[run.task.kind]),
    words('Question', 'What it was asked', run => run.question),
    number('Epochs', 'How often it saw every galaxy', run => run.epochs.length, formatCount),
    number(
      'Time',
      'How long its training took, without pauses',
      run => run.trainedMs ?? null,
      ms => durationText(ms / 1000),
    ),
  ];
}

/** Runs in the order asked for; those without a value come last. */
export function sortedRuns(
  runs: readonly FinetuneRun[],
  columns: readonly RunColumn[],
  order: RunOrder | null,
): FinetuneRun[] {
  const column = columns.find(({ title }) => title === order?.title);
  const valueOfRun = column ? column.value : (run: FinetuneRun) => run.name;
  if (!order) return [...runs];
  const turn = order.descending ? -1 : 1;
  return [...runs].sort((a, b) => {
    const [one, other] = [valueOfRun(a), valueOfRun(b)];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    if (typeof one === 'number' && typeof other === 'number') return turn * (one - other);
    return turn * String(one).localeCompare(String(other), 'en', { numeric: true });
  });
}

/** The error of votes and numbers; for several answers, that of the first. */
const errors: RunColumn = {
  title: 'Error',
  meaning:
    'Root mean square error on unseen galaxies, for votes that of the first answer, with its 95 % interval',
  numeric: true,
  text: run => figureText(run, errorLabel(run)),
  value: run => figureValue(run, errorLabel(run)),
};

function words(title: string, meaning: string, text: (run: FinetuneRun) => string): RunColumn {
  return { title, meaning, numeric: false, text, value: text };
}

function number(
  title: string,
  meaning: string,
  value: (run: FinetuneRun) => number | null,
  format: (value: number) => string,
): RunColumn {
  const text = (run: FinetuneRun) => {
    const own = value(run);
    return own === null ? nullSign : format(own);
  };
  return { title, meaning, numeric: true, text, value };
}
