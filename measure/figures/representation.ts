import { existsSync } from 'node:fs';
import { startNodeBackend } from '../../bake/nodeEncoder.ts';
import type { Interval } from '../../src/maths/statistics/intervals.ts';
import { efigiTasks } from '../representation/efigiTasks.ts';
import { galaxyZoo1Tasks } from '../representation/galaxyZoo1Tasks.ts';
import { galaxyZoo2Tasks } from '../representation/galaxyZoo2Tasks.ts';
import { ringTasks } from '../representation/ringTasks.ts';
import type { Tasks } from '../representation/task.ts';
import { pairedBootstrap } from '../statistics/bootstrap.ts';
import type { Spread } from '../statistics/spread.ts';

/** Untrained weights and pixels are always there, as are the shipped ones; smaller weights once they are shipped. */
const sources: string[] = [
  'galaxy',
  ...['small'].filter(name => existsSync(new URL(`../../public/models/${name}.json`, import.meta.url))),
  'imagenet',
  'random',
  'pixels',
];

type Figures = Record<string, number | Spread>;

/**
 * What representations know, on the test splits (rings: 30 % of them): linear probes fitted on the train split, their
 * penalty chosen on folds of it, and the kinds of the nearest neighbours. Areas under ROC, balanced accuracy, purity,
 * accuracy of rings and the rank correlation of EFIGI's stages are 0–1. `galaxyMinusImagenet` are 95 % intervals of a
 * paired bootstrap.
 */
export async function measureRepresentation(): Promise<Record<string, Figures | Record<string, Interval>>> {
  await startNodeBackend(() => performance.now());
  const all: Record<string, Tasks> = {};
  for (const source of sources) {
    all[source] = {
      ...(await galaxyZoo1Tasks(source)),
      ...(await galaxyZoo2Tasks(source)),
      ...(await efigiTasks(source)),
      ...(await ringTasks(source)),
    };
    console.error(source, JSON.stringify(figuresOf(all[source])));
  }
  const galaxyMinusImagenet: Record<string, Interval> = {};
  for (const [name, task] of Object.entries(all.galaxy)) {
    const other = all.imagenet[name];
    galaxyMinusImagenet[name] = pairedBootstrap(task.galaxies, drawn => task.over(drawn) - other.over(drawn));
  }
  const figures = Object.fromEntries(sources.map(source => [source, figuresOf(all[source])]));
  return { ...figures, galaxyMinusImagenet };
}

function figuresOf(tasks: Tasks): Figures {
  return Object.fromEntries(Object.entries(tasks).map(([name, { figure }]) => [name, figure]));
}
