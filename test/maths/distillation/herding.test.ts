import { describe, expect, it } from 'vitest';
import {
  classAverages,
  drawnRows,
  herdedRows,
  imagesOfRows,
} from '../../../src/maths/distillation/contenders.ts';
import { herd } from '../../../src/maths/distillation/herding.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

const dimension = 3;
const random = createRandom(2);
const features = Float32Array.from({ length: 9 * dimension }, () => random.normal());
const row = (i: number) => Array.from(features.subarray(i * dimension, (i + 1) * dimension));
const meanOf = (rows: number[]) =>
  row(0).map((_, d) => rows.reduce((sum, i) => sum + row(i)[d], 0) / rows.length);
const apart = (a: number[], b: number[]) => Math.hypot(...a.map((value, d) => value - b[d]));

describe('herding', () => {
  it('takes each time the member that brings the mean of those taken nearest to the mean of all', () => {
    const members = [0, 2, 3, 5, 6, 8];
    const chosen = herd(features, dimension, members, 4);
    const aim = meanOf(members);
    for (let step = 0; step < chosen.length; step++) {
      const before = chosen.slice(0, step);
      const others = members.filter(each => !before.includes(each));
      const distances = others.map(each => apart(meanOf([...before, each]), aim));
      expect(chosen[step]).toBe(others[distances.indexOf(Math.min(...distances))]);
    }
  });

  it('refuses more than there are, and features that are no numbers', () => {
    expect(() => herd(features, dimension, [1, 2], 3)).toThrow('got 2 of 3');
    expect(() => herd(new Float32Array(6).fill(Number.NaN), dimension, [0, 1], 1)).toThrow('got NaN');
  });
});

describe('contenders', () => {
  const labels = [0, 1, 0, 1, 0, 1, 0, 1, 0];

  it('draws as many different rows of each class', () => {
    const rows = drawnRows(labels, 2, 3, createRandom(5));
    expect(rows.map(each => labels[each])).toEqual([0, 0, 0, 1, 1, 1]);
    expect(new Set(rows).size).toBe(6);
    expect(drawnRows(labels, 2, 3, createRandom(6))).not.toEqual(rows);
  });

  it('herds each class by itself', () => {
    const rows = herdedRows(features, labels, 2, 2);
    expect(rows).toEqual([
      ...herd(features, dimension, [0, 2, 4, 6, 8], 2),
      ...herd(features, dimension, [1, 3, 5, 7], 2),
    ]);
  });

  it('averages each class, and takes the images of rows', () => {
    const averages = classAverages({ values: features, labels }, 2);
    const expected = [meanOf([0, 2, 4, 6, 8]), meanOf([1, 3, 5, 7])].flat();
    for (const [i, value] of averages.entries()) expect(value).toBeCloseTo(expected[i], 5);
    expect(Array.from(imagesOfRows({ values: features, labels }, [7, 1]))).toEqual([...row(7), ...row(1)]);
  });
});
