import { describe, expect, it } from 'vitest';
import { evenlySpaced } from '../../../src/maths/distillation/evenlySpaced.ts';

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);

describe('a few elements of many', () => {
  it('are evenly apart, the ends among them', () => {
    expect(evenlySpaced(upTo(1001), 11)).toEqual([0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000]);
    expect(evenlySpaced(upTo(8), 3)).toEqual([0, 4, 7]);
  });

  it('are all of them where they are few, and the last where one is wanted', () => {
    expect(evenlySpaced(upTo(5), 5)).toEqual([0, 1, 2, 3, 4]);
    expect(evenlySpaced(upTo(5), 1)).toEqual([4]);
    expect(evenlySpaced([], 1)).toEqual([]);
  });
});
