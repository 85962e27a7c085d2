import type { DistilRequest } from '../../../contracts/distil.ts';
import type { EvaluationRow } from '../../../contracts/prototypes.ts';
import { classAverages } from '../../../maths/distillation/contenders.ts';
import { standardised } from '../../../maths/images/channelStatistics.ts';
import type { OpenRun } from '../run/runState.ts';
import { runId, type ShownSet } from './shownSet.ts';

const iterationsKept = 200; // of the curves on a card

/** A run's prototypes as the gallery shows them. @param frame the newest, where it is not yet among the frames */
export function shownOfRun(
  { request, iterations, frames, frame, labels, stepSizes, evaluations, averages }: OpenRun,
  credit: string,
): ShownSet {
  const { key, title, set, settings } = request;
  const past = frames.filter(({ iteration }) => iteration < frame.iteration);
  return {
    id: runId(key),
    card: {
      name: fileName(title),
      title,
      credit,
      classes: set.classes,
      view: set.view,
      mean: set.mean,
      deviation: set.deviation,
      settings,
      labels: Array.from(labels),
      stepSizes,
      perClass: perClass(request),
      iterations: thinned(iterations),
      evaluations: evaluations.map(plainRow),
    },
    frames: [...past, frame],
    averages,
  };
}

/** (classes, side, side, 3) standardised. */
export function averagesOf({ set }: DistilRequest): Float32Array {
  const { pixels, labels } = set.train;
  return standardised(classAverages({ values: pixels, labels }, set.classes.length), set);
}

function perClass({ set }: DistilRequest): { train: number; validation: number; test: number } {
  const share = (part: { labels: Uint8Array }) => part.labels.length / set.classes.length;
  return { train: share(set.train), validation: share(set.validation), test: share(set.test) };
}

function plainRow({ confusion, ...row }: EvaluationRow) {
  return { ...row, confusion: Array.from(confusion) };
}

/** Every so manieth, the first and the last among them. */
export function thinned<T>(all: readonly T[], most = iterationsKept): T[] {
  if (all.length <= most) return [...all];
  return Array.from({ length: most }, (_, i) => all[Math.round((i * (all.length - 1)) / (most - 1))]);
}

function fileName(title: string): string {
  return title.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^-+|-+$/g, '') || 'prototypes';
}
