import { expect, it } from 'vitest';
import type { FitsSource, ImageSource } from '../../../../src/contracts/ingest.ts';
import { awayInstead, copiedFiles } from '../../../../src/features/ingest/recent/copiedFiles.ts';
import { isSameSource } from '../../../../src/features/ingest/recent/sameSource.ts';

const small = new File(['pixels'], 'stamps.fits');
const rendering = { kind: 'lupton', stretch: 10, softening: 8 } as const;
const source = (file: File, fields: Partial<FitsSource> = {}): FitsSource => ({
  kind: 'fits',
  name: 'stamps',
  files: [{ path: 'stamps.fits', file }],
  ...fields,
});
const noPiece = async () => undefined;
const limit = 100;

it.each([
  ['too large to be copied', async (of: FitsSource) => (await copiedFiles(of, () => 'p', 3)).pictures],
  ['copied', async (of: FitsSource) => (await copiedFiles(of, () => 'p', limit)).pictures],
  ['without room', async (of: FitsSource) => awayInstead((await copiedFiles(of, () => 'p', limit)).pictures)],
])('files %s are the same only in the same colours', async (_, picturesOf) => {
  for (const kept of [source(small), source(small, { rendering })]) {
    const pictures = await picturesOf(kept);
    expect(await isSameSource(kept, pictures, noPiece)).toBe(true);
    const other = kept.rendering ? source(small) : source(small, { rendering });
    expect(await isSameSource(other, pictures, noPiece)).toBe(false);
  }
});

/** Two cutouts of a size in one folder, and the table beside them. */
function folder(
  bytes: readonly [string, string],
  lastModified: number,
  names = ['a.jpg', 'b.jpg'],
): ImageSource {
  const images = bytes.map((each, i) => ({
    path: names[i],
    file: new File([each], names[i], { lastModified }),
  }));
  return { kind: 'images', name: 'cutouts', images, table: new File(['id,z'], 't.csv', { lastModified }) };
}

it('cutouts of one size are the same only if their bytes are, whatever their order and dates', async () => {
  const long = 'x'.repeat(20_000);
  const kept = folder([`${long}1${long}`, `${long}2${long}`], 5);
  let count = 0;
  const { pictures, copies } = await copiedFiles(kept, () => `p${count++}`, 1e6);
  const pieceOf = async (name: string) => copies.find(each => each.name === name)?.bytes;
  const isSame = (given: ImageSource) => isSameSource(given, pictures, pieceOf);
  expect(await isSame(kept)).toBe(true);
  expect(await isSame({ ...kept, images: kept.images.toReversed() })).toBe(true);
  expect(await isSame(folder([`${long}1${long}`, `${long}2${long}`], 9))).toBe(true); // a copy of the folder
  expect(await isSame(folder([`${long}1${long}`, `${long}3${long}`], 5))).toBe(false); // the middle is probed
  const unseen = `${'x'.repeat(9000)}y${'x'.repeat(10_999)}1${long}`; // no probe falls on it; the date tells, then all bytes
  expect(await isSame(folder([unseen, `${long}2${long}`], 9))).toBe(false);
});

it('without a copy, files are the same by size and fingerprint', async () => {
  const kept = folder(['first', 'other'], 5);
  const { pictures } = await copiedFiles(kept, () => 'p', 3);
  expect(pictures).toMatchObject({ kind: 'away', name: 'cutouts', bytes: 14 });
  expect(await isSameSource(folder(['first', 'other'], 9), pictures, noPiece)).toBe(true);
  expect(await isSameSource(folder(['First', 'other'], 5), pictures, noPiece)).toBe(false);
});
