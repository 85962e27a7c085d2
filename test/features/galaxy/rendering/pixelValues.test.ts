import { expect, it } from 'vitest';
import { onGridOf, valuesAt } from '../../../../src/features/galaxy/rendering/pixelValues.ts';

const band = (name: string, sidePx: number) => ({
  band: name,
  widthPx: sidePx,
  heightPx: sidePx,
  values: Float64Array.from({ length: sidePx ** 2 }, (_, i) => i),
});
const plane = { raDeg: 10, decDeg: 0, xPx: 1, yPx: 1, degPerPx: [-1e-4, 0, 0, 1e-4] as const };
const pixels = { bands: [band('g', 2), band('r', 4)], plane };

it('tells values of the bands that lie on the grid of the picture, and the place where it is theirs', () => {
  const large = onGridOf(pixels, { widthPx: 4, heightPx: 4 });
  expect(valuesAt(large, 3, 3)).toBe('x 4, y 4 · r 15');
  expect(large.plane).toBeUndefined();
  const small = onGridOf(pixels, { widthPx: 2, heightPx: 2 });
  expect(valuesAt(small, 1, 0)).toMatch(/^x 2, y 1 · g 1 · /);
});
