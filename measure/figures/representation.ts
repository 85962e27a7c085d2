import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { Interval } from '../../src/maths/statistics/intervals.ts';
import { tasksOfSources } from '../representation/sourceTasks.ts';
import { galaxiesOf, judged, type Tasks } from '../representation/task.ts';
import { pairedBootstrap } from '../statistics/bootstrap.ts';
import type { Spread } from '../statistics/spread.ts';

/** Untrained weights and pixels are always there, as are the shipped ones; the slowest begin. */
const sources: string[] = [
  'imagenet',
  'random',
  'galaxy',
  'pixels',
  ...['small'].filter(name => existsSync(new URL(`../../public/models/${name}.json`, import.meta.url))),
];

type Figures = Record<string, number | Spread>;

/**
 * What representations know, on the test splits (rings: 30 % of them): linear probes fitted on the train split, their
 * penalty chosen on folds of it, and the kinds of the nearest neighbours. Areas under ROC, balanced accuracy, purity,
 * accuracy of rings and the rank correlation of EFIGI's stages are 0–1. `galaxyMinusImagenet` are 95 % intervals of a
 * paired bootstrap.
 */
export async function measureRepresentation(): Promise<Record<string, Figures | Record<string, Interval>>> {
  const all = await tasksOfSources(sources, Math.min(availableParallelism(), sources.length));
  const galaxyMinusImagenet: Record<string, Interval> = {};
  for (const [name, { answers }] of Object.entries(all.galaxy)) {
    const other = all.imagenet[name].answers;
    galaxyMinusImagenet[name] = pairedBootstrap(
      galaxiesOf(answers),
      drawn => judged(answers, drawn) - judged(other, drawn),
    );
  }
  const figures = Object.fromEntries(sources.map(source => [source, figuresOf(all[source])]));
  return { ...figures, galaxyMinusImagenet };
}

function figuresOf(tasks: Tasks): Figures {
  return Object.fromEntries(Object.entries(tasks).map(([name, { figure }]) => [name, figure]));
}
