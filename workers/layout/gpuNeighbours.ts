import type { Matrix } from '../../src/contracts/matrix.ts';
import { exactGraphSteps } from '../../src/kernels/graph/exactGraph.ts';
import { gpuGraphSteps } from '../../src/kernels/graph/gpuGraph.ts';
import type { KnnGraph } from '../../src/maths/neighbours/knn.ts';
import type { Clock } from '../stepwise.ts';
import { coresThatShare } from './tileCrew.ts';

const trialRows = 1000; // of the processor: a million pairs, some milliseconds
const listsOnAverage = 20; // what inverted lists cost a galaxy, in lists of √n: finding its own, and sixteen or more

/** What a GPU's search is told. */
interface GpuSearch {
  clock: Clock;
  /** Galaxies from which the processor searches lists instead of all. */
  listsFrom: number;
  /** Pairs compared in a part, at most; default that of `gpuGraphSteps`. */
  pairsAtOnce?: number;
  /** Told the share done; throws where the job was cancelled. */
  onShare(share: number): Promise<void>;
}

/**
 * The exact neighbour graph of (n, columns) components by a GPU, where that is quicker than the processor: the first parts are the trial. The first, in which
 * the program is compiled, is not timed; the second tells how long all would take, beside a small graph on the processor.
 *
 * @returns undefined where the processor would be quicker, or the device cannot serve
 */
export async function graphByGpu(
  device: GPUDevice,
  { rows: n, columns, values }: Matrix,
  k: number,
  { clock, listsFrom, pairsAtOnce, onShare }: GpuSearch,
): Promise<KnnGraph | undefined> {
  const steps = gpuGraphSteps(device, { values, columns }, k, pairsAtOnce);
  let before = { share: 0, ms: Number.NaN };
  for (let part = 0; ; part++) {
    const step = await nextOrNothing(steps);
    if (!step) return undefined;
    if (step.done) return step.value;
    const ms = clock();
    if (part === 1 && step.value < 1) {
      const wholeMs = (ms - before.ms) / (step.value - before.share);
      if (wholeMs > processorMs(values.subarray(0, trialRows * columns), { n, columns, listsFrom }, clock)) {
        await steps.return(undefined as never); // frees the device's memory
        return undefined;
      }
    }
    before = { share: step.value, ms };
    await onShare(step.value);
  }
}

/** A device that fails leaves the work to the processor. */
async function nextOrNothing(steps: AsyncGenerator<number, KnnGraph>) {
  try {
    return await steps.next();
  } catch {
    return undefined;
  }
}

/** How long the processor would take for all, from the time for some. */
function processorMs(
  some: Float32Array,
  { n, columns, listsFrom }: { n: number; columns: number; listsFrom: number },
  clock: Clock,
): number {
  const rows = some.length / columns;
  const startMs = clock();
  for (const _ of exactGraphSteps({ values: some, columns }, 1));
  const pairMs = (clock() - startMs) / (rows * rows);
  const compared = n < listsFrom ? n : listsOnAverage * Math.sqrt(n);
  return (n * compared * pairMs) / coresThatShare();
}
