import type { JobContext } from '../src/rpc/jobContext.ts';

/** Milliseconds, rising: performance.now, or a test's own. */
export type Clock = () => number;

const breathAfterMs = 8; // a cancel is heard within two steps of some milliseconds, and breathing costs next to nothing

/**
 * Runs a stepwise computation inside a worker and lets messages in every few milliseconds, so that a cancel ends it.
 *
 * @param onStep sees a step's value just before each breath
 * @throws what the computation throws; an AbortError once the job was cancelled
 */
export async function runSteps<Step, Result>(
  steps: Generator<Step, Result>,
  job: JobContext,
  clock: Clock,
  onStep?: (step: Step) => void,
): Promise<Result> {
  let lastBreathMs = clock();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (clock() - lastBreathMs < breathAfterMs) continue;
    onStep?.(step.value);
    await job.breathe();
    lastBreathMs = clock();
  }
}
