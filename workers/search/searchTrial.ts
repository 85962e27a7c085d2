import type { GpuSearch } from '../../src/kernels/search/gpuSearch.ts';
import type { NearestQuestion } from '../../src/maths/neighbours/rowSearch.ts';
import type { SixteenBitRows } from '../../src/maths/neighbours/sixteenBitRows.ts';
import type { Clock } from '../stepwise.ts';

type Found = Awaited<ReturnType<GpuSearch['nearest']>>;

/** Decides who answers clicks: WebAssembly, or a graphics processor where that is quicker. */
export interface SearchTrial {
  /** The answer of a GPU that has won; undefined where the processor is to answer. */
  answer(question: NearestQuestion): Promise<Found>;
  /** The processor has answered, in so many milliseconds: the first time a GPU is tried on the same question. */
  timed(question: NearestQuestion, found: NonNullable<Found>, processorMs: number): Promise<void>;
  /** Frees what the GPU holds. */
  end(): void;
}

const leastRows = 100_000; // of fewer, WebAssembly answers in two milliseconds: a GPU could not be quicker
const leastGain = 1.25; // else the memory on the card is better left to the map

/**
 * The first question is answered by the processor, and then put to the GPU twice: the first time compiles, the second is timed.
 * A GPU whose answer differs, or that fails, is never asked again.
 *
 * @param openGpu puts rows on a GPU; undefined where there is none but in software, or no room
 */
export function createSearchTrial(
  rows: SixteenBitRows,
  openGpu: (rows: SixteenBitRows) => Promise<GpuSearch | undefined>,
  clock: Clock,
): SearchTrial {
  let isTried = rows.count < leastRows;
  let isOver = false;
  let chosen: GpuSearch | undefined;

  function leave(gpu: GpuSearch): void {
    if (chosen === gpu) chosen = undefined;
    gpu.end();
  }

  async function isQuicker(
    gpu: GpuSearch,
    question: NearestQuestion,
    found: NonNullable<Found>,
    limitMs: number,
  ) {
    if (!isSame(await gpu.nearest(question), found)) return false;
    const startMs = clock();
    return isSame(await gpu.nearest(question), found) && clock() - startMs < limitMs;
  }

  return {
    async answer(question) {
      const gpu = chosen;
      try {
        return await gpu?.nearest(question);
      } catch {
        if (gpu && chosen === gpu) leave(gpu);
        return undefined; // the device is lost: the processor goes on
      }
    },
    async timed(question, found, processorMs) {
      if (isTried) return;
      isTried = true;
      const gpu = await openGpu(rows).catch(() => undefined);
      if (!gpu) return;
      const wins = await isQuicker(gpu, question, found, processorMs / leastGain).catch(() => false);
      if (wins && !isOver) chosen = gpu;
      else gpu.end();
    },
    end() {
      isOver = true;
      if (chosen) leave(chosen);
    },
  };
}

function isSame(a: Found, b: NonNullable<Found>): boolean {
  return (
    a !== undefined &&
    a.indices.length === b.indices.length &&
    a.indices.every((row, i) => row === b.indices[i])
  );
}
