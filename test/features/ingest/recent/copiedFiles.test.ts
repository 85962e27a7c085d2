import { expect, it } from 'vitest';
import type { FitsSource } from '../../../../src/contracts/ingest.ts';
import {
  awayInstead,
  copiedFiles,
  isSameSource,
} from '../../../../src/features/ingest/recent/copiedFiles.ts';

const large = new File([], 'stamps.fits');
Object.defineProperty(large, 'size', { value: 3e8 }); // more than is copied
const small = new File(['pixels'], 'stamps.fits');
const rendering = { kind: 'lupton', stretch: 10, softening: 8 } as const;
const source = (file: File, fields: Partial<FitsSource> = {}): FitsSource => ({
  kind: 'fits',
  name: 'stamps',
  files: [{ path: 'stamps.fits', file }],
  ...fields,
});

it.each([
  ['too large to be copied', (of: FitsSource) => copiedFiles(of, () => 'p').pictures, large],
  ['copied', (of: FitsSource) => copiedFiles(of, () => 'p').pictures, small],
  ['without room', (of: FitsSource) => awayInstead(copiedFiles(of, () => 'p').pictures), small],
])('files %s are the same only in the same colours', (_, picturesOf, file) => {
  for (const kept of [source(file), source(file, { rendering })]) {
    const pictures = picturesOf(kept);
    expect(isSameSource(kept, pictures)).toBe(true);
    expect(isSameSource(kept.rendering ? source(file) : source(file, { rendering }), pictures)).toBe(false);
  }
});
