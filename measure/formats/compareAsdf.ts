import { openAsdf } from '../../src/data/asdf/asdfFile.ts';
import { bytesOfFile } from '../../src/data/bytes/byteSource.ts';
import { arrayDifference } from './arrayFacts.ts';
import type { ExpectedArray } from './expectedFacts.ts';

/** How an ASDF file differs from what asdf read in it, or null. @throws UnreadableError where it is refused */
export async function asdfDifference(
  file: File,
  arrays: (ExpectedArray & { path: string })[] | undefined,
): Promise<string | null> {
  const opened = await openAsdf(bytesOfFile(file, file.name));
  for (const expected of arrays ?? []) {
    const array = opened.find(({ path }) => path === expected.path);
    if (!array) return `no array ${expected.path}`;
    const why = arrayDifference({ shape: array.shape, values: await array.read() }, expected, array.type);
    if (why) return `${expected.path}: ${why}`;
  }
  for (const array of opened) await array.read(); // what asdf refuses is refused here, or wrong
  return arrays ? null : 'read, where the other reader refuses it';
}
