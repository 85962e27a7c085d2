import type { DistilRequest, DistilStanding } from '../../src/contracts/distil.ts';
import type { DistilIteration, PrototypeSet } from '../../src/contracts/prototypes.ts';
import { readPrototypes, type UnwrittenCard, writePrototypes } from '../../src/data/runs/prototypeFiles.ts';
import { classAverages } from '../../src/maths/distillation/contenders.ts';
import { standardised } from '../../src/maths/images/channelStatistics.ts';

const mostPoints = 200; // of a curve: finer than a screen shows it

/** A run as a prototype set, as it will be read again: its images through the bytes of the file. */
export async function prototypesOf(
  { key, title, set, settings }: DistilRequest,
  { labels, stepSizes, iterations, frames, frame, evaluations }: DistilStanding,
  credit: string,
): Promise<PrototypeSet> {
  const classes = set.classes.length;
  const perClass = (part: 'train' | 'validation' | 'test') => set[part].labels.length / classes;
  const card: UnwrittenCard = {
    ...{ name: key, title, credit, settings, stepSizes },
    ...{ classes: set.classes, view: set.view, mean: set.mean, deviation: set.deviation },
    labels: Array.from(labels),
    perClass: { train: perClass('train'), validation: perClass('validation'), test: perClass('test') },
    iterations: thinned(iterations),
    evaluations: evaluations.map(row => ({ ...row, confusion: Array.from(row.confusion) })),
  };
  const shown = frames.at(-1)?.iteration === frame.iteration ? frames : [...frames, frame];
  const values = standardised(set.train.pixels, set);
  const averages = classAverages({ values, labels: set.train.labels }, classes);
  const written = await writePrototypes(card, shown, averages);
  return readPrototypes(written.card, written.bytes);
}

/** Every so many iterations and the last. */
function thinned(iterations: readonly DistilIteration[]): DistilIteration[] {
  const every = Math.max(1, Math.ceil(iterations.length / mostPoints));
  return iterations.filter((_, i) => (i + 1) % every === 0 || i === iterations.length - 1);
}
