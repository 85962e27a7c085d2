import { describe, expect, it } from 'vitest';
import { maskOutline, massMask } from '../../../src/maths/attention/massMask.ts';
import { patchComponents } from '../../../src/maths/attention/patchComponents.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

describe('the patches that hold a share of all attention', () => {
  it('are the fewest that do, of all subsets', () => {
    const random = createRandom(4);
    const weights = Array.from({ length: 9 }, () => random.uniform() ** 3);
    const total = weights.reduce((a, b) => a + b, 0);
    const chosen = massMask(weights, 0.6);
    const held = weights.reduce((sum, w, i) => sum + chosen[i] * w, 0);
    expect(held).toBeGreaterThanOrEqual(0.6 * total);
    const count = chosen.reduce((a, b) => a + b, 0);
    for (let subset = 0; subset < 2 ** 9; subset++) {
      const own = weights.filter((_, i) => subset & (1 << i));
      if (own.length < count) expect(own.reduce((a, b) => a + b, 0)).toBeLessThan(0.6 * total);
    }
  });

  it('are bordered where inside meets outside: a square of two by two has eight edges', () => {
    const inside = Uint8Array.from([0, 0, 0, 0, 0, 1, 1, 0, 0, 1, 1, 0]);
    const edges = maskOutline(inside, 3, 4).match(/M\d+ \d+[hv]1/g)!;
    expect([...edges].sort()).toEqual(
      ['M1 1h1', 'M2 1h1', 'M1 3h1', 'M2 3h1', 'M1 1v1', 'M1 2v1', 'M3 1v1', 'M3 2v1'].sort(),
    );
  });
});

describe('components of patches', () => {
  it('tell a bright middle from its surroundings by the first colour, and give the variance it holds', () => {
    const [rows, columns, channels] = [8, 8, 5];
    const random = createRandom(2);
    const middle = (i: number) =>
      i % 8 >= 2 && i % 8 < 6 && Math.floor(i / 8) >= 2 && Math.floor(i / 8) < 6 ? 1 : 0;
    const tokens = Float32Array.from({ length: 64 * channels }, (_, at) => {
      const [i, c] = [Math.floor(at / channels), at % channels];
      return -3 * middle(i) * (c + 1) + 0.01 * random.normal();
    });
    const { rgb, explained } = patchComponents(tokens, { rows, columns });
    for (let i = 0; i < 64; i++) {
      if (middle(i)) expect(rgb[3 * i]).toBeGreaterThan(245);
      else expect(rgb[3 * i]).toBeLessThan(10);
    }
    expect(explained[0]).toBeGreaterThan(0.999);
    expect(explained.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(1 + 1e-9);
  });

  it('are of one grey where all patches are alike', () => {
    const { rgb, explained } = patchComponents(new Float32Array(16 * 4).fill(2), { rows: 4, columns: 4 });
    expect(new Set(rgb)).toEqual(new Set([128]));
    expect(explained).toEqual([0, 0, 0]);
  });
});
