import { createRandom } from '../../maths/statistics/random.ts';

/** Galaxies of the first sample: enough for a map that already shows the catalogue's shape, and for a sound PCA basis. */
export const sampleRows = 2048;

const runLength = 32; // neighbours in a file share row groups: short runs keep a random sample cheap to read

/**
 * The order in which a catalogue is embedded: first a sample spread over all of it, in runs so that few row groups are
 * touched twice, then everything else from front to back.
 *
 * @param rowCount n ≥ 0
 * @param seed of the sample
 * @returns `order`, a permutation of 0 … n − 1, and how many of it are the sample
 */
export function embeddingOrder(rowCount: number, seed: number): { order: Uint32Array; sample: number } {
  const order = new Uint32Array(rowCount);
  const runs = Math.ceil(rowCount / runLength);
  const chosenRuns = Math.min(runs, Math.ceil(sampleRows / runLength));
  const random = createRandom(seed);
  const isSample = new Uint8Array(runs);
  for (let i = 0; i < chosenRuns; i++) {
    const from = Math.floor((i * runs) / chosenRuns); // one run of each stretch: even over a sorted catalogue too
    const to = Math.floor(((i + 1) * runs) / chosenRuns);
    isSample[from + random.integer(to - from)] = 1;
  }
  let at = 0;
  let sample = 0;
  for (const wanted of [1, 0]) {
    for (let run = 0; run < runs; run++) {
      if (isSample[run] !== wanted) continue;
      for (let row = run * runLength; row < Math.min(rowCount, (run + 1) * runLength); row++)
        order[at++] = row;
    }
    if (wanted === 1) sample = at;
  }
  return { order, sample };
}
