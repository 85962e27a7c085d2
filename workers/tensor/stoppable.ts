import { onDevice } from '../../src/nets/device/gpuDevice.ts';
import type { JobContext } from '../../src/rpc/jobContext.ts';

/** Says that a pause ended the work; no AbortError, by which a lost device makes itself known. */
class Stopped extends Error {}

/**
 * Waits for work that breathes on its way. What a job's cancel throws would pass for the loss of the device inside it, so it
 * goes round.
 *
 * @throws AbortError where the job was cancelled; what the work throws
 */
export async function stoppable<T>(
  job: JobContext,
  work: (breathe: () => Promise<void>) => Promise<T>,
): Promise<T> {
  let stop: unknown;
  const breathe = async () => {
    try {
      await job.breathe();
    } catch (error) {
      stop = error;
      throw new Stopped();
    }
  };
  try {
    return await onDevice(() => work(breathe));
  } catch (error) {
    throw error instanceof Stopped ? stop : error;
  }
}
