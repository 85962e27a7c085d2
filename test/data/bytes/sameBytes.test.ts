import { expect, it } from 'vitest';
import { sameBytes } from '../../../src/data/bytes/sameBytes.ts';

const long = 2 ** 22 + 3; // more than a piece

it.each([
  ['the same', [1, 2, 3], [1, 2, 3], true],
  ['one byte else', [1, 2, 3], [1, 2, 4], false],
  ['shorter', [1, 2, 3], [1, 2], false],
  ['empty', [], [], true],
])('compares bytes: %s', async (_, one, other, same) => {
  expect(await sameBytes(new Blob([Uint8Array.from(one)]), new Blob([Uint8Array.from(other)]))).toBe(same);
});

it('compares beyond the first piece', async () => {
  const bytes = new Uint8Array(long);
  const other = bytes.slice();
  expect(await sameBytes(new Blob([bytes]), new Blob([other]))).toBe(true);
  other[long - 1] = 1;
  expect(await sameBytes(new Blob([bytes]), new Blob([other]))).toBe(false);
});
