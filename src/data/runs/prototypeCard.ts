import type { CuratedPart } from '../../contracts/curation.ts';
import type { DistilRequest, DistilSnapshot } from '../../contracts/distillation/distil.ts';
import { evenlySpaced } from '../../maths/distillation/evenlySpaced.ts';
import type { UnwrittenCard } from './prototypeFiles.ts';

const mostPoints = 200; // of a curve: finer than a screen can show

/** A run's card: what was distilled from what, how, and with which results; its images are added when they are written. */
export function prototypeCard(
  { title, set, settings }: Omit<DistilRequest, 'key'>,
  made: Pick<DistilSnapshot, 'labels' | 'stepSizes' | 'iterations' | 'evaluations'>,
  { name, credit }: { name: string; credit: string },
): UnwrittenCard {
  const perClass = ({ labels }: CuratedPart) => labels.length / set.classes.length;
  return {
    ...{ name, title, credit, settings, stepSizes: made.stepSizes },
    ...{ classes: set.classes, view: set.view, mean: set.mean, deviation: set.deviation },
    labels: Array.from(made.labels),
    perClass: {
      train: perClass(set.train),
      validation: perClass(set.validation),
      test: perClass(set.test),
    },
    iterations: evenlySpaced(made.iterations, mostPoints),
    evaluations: made.evaluations.map(row => ({ ...row, confusion: Array.from(row.confusion) })),
  };
}
