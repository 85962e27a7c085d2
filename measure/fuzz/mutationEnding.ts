import { UnreadableError } from '../../src/data/bytes/unreadable.ts';
import { ImageError } from '../../src/data/images/imageError.ts';
import { createRandom } from '../../src/maths/statistics/random.ts';
import { mutated } from '../../test/data/weights/mutations.ts';
import type { FuzzedReader } from './fuzzedReaders.ts';

/**
 * How the reading of a damaged file ended: it gave what the whole file gives; it was refused with a sentence; its rows were
 * kept and what is missing told; it gave something else, in a format without checksums; or wrong: without a word, or with an
 * error nobody wrote a sentence for.
 */
export type Ending = 'same' | 'refused' | 'told' | 'changed' | 'wrong';

const seedStep = 1_000_003; // a prime: no two seeds share mutations within a run

/** A damaged copy of a file's bytes. It depends on the seed and its number alone, so that one can be made again by itself. */
export function mutationOf(original: Uint8Array, seed: number, mutation: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(mutated(original, createRandom(seed * seedStep + mutation)));
}

/** Reads a damaged copy. @param whole facts of the healthy file. Never rejects */
export async function endingOf(
  { checked, read }: FuzzedReader,
  bytes: Uint8Array<ArrayBuffer>,
  whole: string,
): Promise<{ ending: Ending; why?: string }> {
  try {
    const { facts, told } = await read(bytes);
    if (facts === whole) return { ending: 'same' };
    if (told > 0) return { ending: 'told' };
    return checked ? { ending: 'wrong', why: 'read as another file without a word' } : { ending: 'changed' };
  } catch (error) {
    if (error instanceof UnreadableError || error instanceof ImageError) return { ending: 'refused' };
    return {
      ending: 'wrong',
      why: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
    };
  }
}
