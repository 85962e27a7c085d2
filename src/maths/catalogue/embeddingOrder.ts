import { createRandom } from '../statistics/random.ts';

/** Galaxies of the first sample: the fewest whose map shows the catalogue's shape; they are there within seconds. */
export const sampleRows = 512;

const widerRows = 4 * sampleRows; // the second map, and a sound PCA basis, come from all over the catalogue too
const runLength = 32; // neighbours in a file share row groups: short runs keep a random sample cheap to read

/**
 * The order in which a catalogue is embedded: first a sample spread over all of it, then a wider one, in runs so that
 * few row groups are touched twice, then everything else from front to back.
 *
 * @param rowCount n ≥ 0
 * @param seed of the sample. Default 1; any fixes which galaxies come first
 * @returns `order`, a permutation of 0 … n − 1, and how many of it are the sample
 */
export function embeddingOrder(rowCount: number, seed = 1): { order: Uint32Array; sample: number } {
  const order = new Uint32Array(rowCount);
  const turns = turnsOfRuns(Math.ceil(rowCount / runLength), seed);
  let at = 0;
  let sample = 0;
  for (const wanted of [0, 1, 2]) {
    for (let run = 0; run < turns.length; run++) {
      if (turns[run] !== wanted) continue;
      for (let row = run * runLength; row < Math.min(rowCount, (run + 1) * runLength); row++)
        order[at++] = row;
    }
    if (wanted === 0) sample = at;
  }
  return { order, sample };
}

/** (runs) 0 for those of the sample, 1 for those of the wider one, 2 for the rest. */
function turnsOfRuns(runs: number, seed: number): Uint8Array {
  const turns = new Uint8Array(runs).fill(2);
  const random = createRandom(seed);
  const chosen = Math.min(runs, widerRows / runLength);
  const first = Math.min(chosen, sampleRows / runLength);
  let firstSoFar = 0;
  for (let i = 0; i < chosen; i++) {
    const from = Math.floor((i * runs) / chosen); // one run of each stretch: even over a sorted catalogue too
    const to = Math.floor(((i + 1) * runs) / chosen);
    const isFirst = Math.floor(((i + 1) * first) / chosen) > firstSoFar;
    if (isFirst) firstSoFar++;
    turns[from + random.integer(to - from)] = isFirst ? 0 : 1;
  }
  return turns;
}
