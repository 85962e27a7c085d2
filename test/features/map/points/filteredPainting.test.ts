import { expect, it } from 'vitest';
import { filteredPainting, orderedColours } from '../../../../src/features/map/points/filteredPainting.ts';
import { paint } from '../../../../src/features/map/points/pointColours.ts';
import { rowMaskOf } from '../../../../src/maths/catalogue/rowMask.ts';

const painting = paint(null, 4, 'dark');
const alphas = (rgba: Uint8Array) => Array.from({ length: rgba.length / 4 }, (_, i) => rgba[4 * i + 3]);

it('lets what fails step back or vanish, and keeps colours and what passes as they are', () => {
  const passing = rowMaskOf([1, 3], 4);
  const [dimmed, hidden] = [false, true].map(hides => filteredPainting(painting, passing, hides));
  const [full] = alphas(painting.rgba);
  expect(alphas(hidden.rgba)).toEqual([0, full, 0, full]);
  const [low, ...rest] = alphas(dimmed.rgba);
  expect(rest).toEqual([full, low, full]);
  expect(low).toBeGreaterThan(0);
  expect(low).toBeLessThan(full / 4);
  expect(Array.from(dimmed.under)).toEqual([1, 0, 1, 0]);
  expect(dimmed.rgba.subarray(0, 3)).toEqual(painting.rgba.subarray(0, 3));
  expect(alphas(painting.rgba)).toEqual([full, full, full, full]); // not changed in place
  expect(filteredPainting(painting, null, true)).toBe(painting);
});

it('hands colours on in the order of the points', () => {
  const rgba = Uint8Array.from({ length: 12 }, (_, i) => i);
  expect(Array.from(orderedColours(Uint32Array.of(2, 0), rgba))).toEqual([8, 9, 10, 11, 0, 1, 2, 3]);
});
