import { describe, expect, it } from 'vitest';
import {
  comparedSidePx,
  createSmallGalaxies,
  shrunk,
} from '../../../../src/features/distil/gallery/nearestGalaxies.ts';

const side = comparedSidePx;
const size = side * side * 3;

/** A bar off the centre: no two of its eight orientations are alike. */
function bar(x0: number, y0: number): Uint8Array {
  const pixels = new Uint8Array(size).fill(10);
  for (let i = 0; i < 5; i++)
    pixels.fill(
      200,
      ((y0 + (i > 3 ? 1 : 0)) * side + x0 + i) * 3,
      ((y0 + (i > 3 ? 1 : 0)) * side + x0 + i + 1) * 3,
    );
  return pixels;
}

/** Turned by a quarter, or mirrored, by the definition. */
function moved(pixels: Uint8Array, to: (x: number, y: number) => [number, number]): Uint8Array {
  const other = new Uint8Array(size);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const [u, v] = to(x, y);
      for (let c = 0; c < 3; c++) other[(v * side + u) * 3 + c] = pixels[(y * side + x) * 3 + c];
    }
  }
  return other;
}

describe('galaxies like a prototype', () => {
  const shape = bar(3, 5);
  const others = [
    new Uint8Array(size).fill(90), // blank
    bar(8, 12),
    moved(shape, (x, y) => [side - 1 - y, x]),
    moved(shape, (x, y) => [side - 1 - x, y]),
    shape.map(value => 40 + value / 2), // the same with another brightness and contrast
  ];
  const galaxies = createSmallGalaxies(others.length);
  for (const [i, pixels] of others.entries()) galaxies.add(Uint32Array.of(100 + i), pixels);

  it('are found turned, mirrored, brighter and fainter alike; blank ones are like nothing', () => {
    const found = galaxies.nearest(Float32Array.from(shape), side, 5);
    expect(
      found
        .slice(0, 3)
        .map(({ row }) => row)
        .sort(),
    ).toEqual([102, 103, 104]);
    for (const { likeness } of found.slice(0, 3)) expect(likeness).toBeCloseTo(1, 3);
    expect(found[3].row).toBe(101);
    expect(found[4]).toEqual({ row: 100, likeness: 0 });
  });

  it('are compared with means over blocks', () => {
    const image = Float32Array.from({ length: 32 * 32 * 3 }, (_, i) => Math.floor(i / 3) % 32);
    expect(Array.from(shrunk(image, 32).subarray(0, 9))).toEqual([
      0.5, 0.5, 0.5, 2.5, 2.5, 2.5, 4.5, 4.5, 4.5,
    ]);
    expect(() => shrunk(image, 40)).toThrow('need a side of a multiple of 16 px; got 40');
  });
});
