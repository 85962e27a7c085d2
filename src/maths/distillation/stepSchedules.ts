/** Half a cosine from `first` to 0 over `steps` (Loshchilov & Hutter 2017). */
export function fading(first: number, steps: number): number[] {
  return Array.from({ length: steps }, (_, step) => first * fade(step, steps));
}

/** What the schedule of a fresh network is made of. */
interface LearntSteps {
  /** (cap) by start epoch, at least one */
  stepSizes: readonly number[];
  /** N */
  studentSteps: number;
  /** M: epochs that N steps cover. Default 1 */
  epochsMatched?: number;
  /** In all. */
  steps: number;
}

/**
 * Step sizes of a fresh network that goes the experts' way on distilled images: it has come to epoch ⌊k M / N⌋ at its k-th
 * step, takes that epoch's learnt size, from the cap on the last one's, and fades along half a cosine, as the authors of
 * trajectory matching let theirs fall.
 */
export function learntSteps({ stepSizes, studentSteps, epochsMatched = 1, steps }: LearntSteps): number[] {
  if (stepSizes.length === 0) throw new RangeError('need a learnt step size; got none');
  return Array.from({ length: steps }, (_, step) => {
    const epoch = Math.floor((step * epochsMatched) / studentSteps);
    return stepSizes[Math.min(epoch, stepSizes.length - 1)] * fade(step, steps);
  });
}

const fade = (step: number, steps: number) => 0.5 * (1 + Math.cos((Math.PI * step) / steps));
