import { describe, expect, it } from 'vitest';
import { resizeBicubic } from '../../../src/maths/images/bicubic.ts';

/** (5, 4, 2) */
const grid = Float32Array.from({ length: 40 }, (_, i) => ((i * 37) % 101) / 50 - 1);

describe('resizeBicubic', () => {
  it('is PyTorch’s antialiased interpolation, smaller', () => {
    // torch.nn.functional.interpolate(size=(3, 2), mode='bicubic', antialias=True), float64
    const expected = [
      0.11425, -0.48796, -0.31727, 0.23293, 0.44189, 0.04269, -0.37201, 0.20132, 0.11524, 0.03466, 0.16144,
      0.02897,
    ];
    const got = resizeBicubic(grid, 5, 4, 3, 2);
    expect([...got]).toEqual(expected.map(value => expect.closeTo(value, 4)));
  });

  it('and larger', () => {
    // the first row of size=(7, 9)
    const expected = [
      -1.26046, -0.20083, -0.92181, -0.32948, -0.09848, -0.68362, 0.51112, -0.75673, 0.35176, -0.05184,
      -0.01873, 0.65304, -0.30027, 0.57993, -0.53631, 0.22579, -0.64286, 0.09714,
    ];
    const got = resizeBicubic(grid, 5, 4, 7, 9);
    expect(got.length).toBe(7 * 9 * 2);
    expect([...got.subarray(0, 18)]).toEqual(expected.map(value => expect.closeTo(value, 4)));
  });

  it('leaves a grid of the same size alone, and refuses half vectors', () => {
    expect([...resizeBicubic(grid, 5, 4, 5, 4)]).toEqual([...grid].map(value => expect.closeTo(value, 6)));
    expect(() => resizeBicubic(grid, 3, 7, 2, 2)).toThrow(
      'need whole vectors on a grid of 3 × 7; got 40 values',
    );
  });
});
