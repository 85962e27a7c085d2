import { onDevice } from '../../src/nets/device/gpuDevice.ts';
import type { JobContext } from '../../src/rpc/jobContext.ts';

/** Ends the work on a cancel; no AbortError, which `onDevice` would take for a lost device. */
class Stopped extends Error {}

/**
 * Waits for work on the device that breathes as it goes. The AbortError of a cancel is carried around `onDevice`, which would
 * take it for a lost device.
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
