import { describe, expect, it } from 'vitest';
import { classAdvice, classCounts } from '../../../src/maths/statistics/classBalance.ts';
import { doubtOf, mostDoubted } from '../../../src/maths/statistics/doubt.ts';
import { labelDraws } from '../../../src/maths/statistics/labelDraws.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

describe('classes', () => {
  it('are counted, those without an answer left out', () => {
    expect([...classCounts([0, 2, -1, 2, 0, 2], 4)]).toEqual([2, 0, 3, 0]);
    expect(() => classCounts([0, 4], 4)).toThrow('got 4 in row 1');
  });

  it('balanced and plentiful ones give no advice', () => {
    expect(classAdvice(['ring', 'none'], [60, 40])).toEqual({
      sentences: [],
      cannotTrain: false,
      unbalanced: false,
    });
  });

  it('few, missing and unbalanced ones are reported', () => {
    const { sentences, cannotTrain, unbalanced } = classAdvice(
      ['ring', 'bar', 'edge', 'odd'],
      [12, 2, 0, 86],
    );
    expect({ cannotTrain, unbalanced }).toEqual({ cannotTrain: false, unbalanced: true });
    expect(sentences).toEqual([
      'Only 2 labelled bar: a split leaves some part without any.',
      'No galaxy is labelled edge.',
      '12 galaxies labelled ring are few: below 20 of a class, figures vary much from draw to draw.',
      'There are 7.2 times as many odd as ring: to answer odd always would be right 86 % of the time. Class weights or balanced batches help.',
    ]);
  });

  it.each([
    [[50, 2], 'there is one'],
    [[1, 2], 'there is none'],
    [[], 'there is none'],
  ])('%j cannot be trained on', (counts, part) => {
    const advice = classAdvice(['a', 'b'].slice(0, counts.length), counts);
    expect(advice.cannotTrain).toBe(true);
    expect(advice.unbalanced).toBe(false);
    expect(advice.sentences[0]).toContain(part);
  });
});

describe('doubt', () => {
  const sure = [1, 0, 0];
  const guess = [1 / 3, 1 / 3, 1 / 3];
  const torn = [0.5, 0.5, 0];

  it('is 0 where one class is certain and 1 where all are equally likely', () => {
    for (const measure of ['margin', 'entropy'] as const) {
      const [none, all] = doubtOf([...sure, ...guess], 3, measure);
      expect(none).toBeCloseTo(0, 6);
      expect(all).toBeCloseTo(1, 6);
    }
    expect(doubtOf(torn, 3, 'margin')[0]).toBe(1);
    expect(doubtOf(torn, 3, 'entropy')[0]).toBeCloseTo(Math.log(2) / Math.log(3), 6);
    expect(() => doubtOf([1], 1, 'margin')).toThrow('at least 2 classes');
  });

  it('puts the most doubted first and leaves out what has an answer', () => {
    expect([...mostDoubted([0.1, 0.9, Number.NaN, 0.9, 0.5, 1], [-1, -1, -1, -1, -1, 0])]).toEqual([
      1, 3, 4, 0, 2,
    ]);
  });
});

describe('draws of labels', () => {
  const random = createRandom(2);
  const labels = Array.from({ length: 500 }, (_, i) => (i % 10 < 7 ? 0 : i % 10 < 9 ? 1 : 2)); // 70 : 20 : 10
  const rows = Uint32Array.from(random.shuffle(Array.from({ length: 400 }, (_, i) => i)));
  const draws = labelDraws(rows, labels, [100, 20, 50, 9999], 3, 5);

  it('are one of each size and draw, of distinct rows among those given', () => {
    expect(draws.map(({ size, draw }) => [size, draw])).toEqual(
      [0, 1, 2].flatMap(draw => [20, 50, 100].map(size => [size, draw])),
    );
    for (const draw of draws) {
      expect(new Set(draw.rows).size).toBe(draw.size);
      expect(draw.rows.every((row, i) => row < 400 && (i === 0 || row > draw.rows[i - 1]))).toBe(true);
    }
    expect(new Set(draws.map(({ seed }) => seed)).size).toBe(draws.length);
  });

  it('keep the shares of the classes to within one, and the smaller sizes within the larger', () => {
    for (const { size, rows: drawn } of draws) {
      const counts = classCounts(
        Uint8Array.from(drawn, row => labels[row]),
        3,
      );
      for (const [c, share] of [0.7, 0.2, 0.1].entries()) {
        expect(Math.abs(counts[c] - share * size)).toBeLessThanOrEqual(1);
      }
    }
    const [small, middle] = draws;
    expect([...small.rows].every(row => middle.rows.includes(row))).toBe(true);
  });

  it('follow from the seed alone, and differ from draw to draw', () => {
    expect(labelDraws(rows, labels, [20, 50, 100], 3, 5)).toEqual(draws);
    expect(draws[3].rows).not.toEqual(draws[0].rows);
    expect(labelDraws(rows, labels, [20], 1, 6)[0].rows).not.toEqual(draws[0].rows);
  });

  it('give every class a galaxy, however rare, and refuse sizes that cannot', () => {
    const rare = Uint8Array.from({ length: 1000 }, (_, i) => (i === 3 ? 1 : 0));
    const all = Uint32Array.from(rare, (_, i) => i);
    expect(labelDraws(all, rare, [5], 4, 1).every(({ rows: drawn }) => drawn.includes(3))).toBe(true);
    expect(() => labelDraws(all, rare, [1], 1, 1)).toThrow(
      'need sizes of at least 2, one galaxy of each class; got 1',
    );
    expect(labelDraws(all, rare, [1001], 1, 1)).toEqual([]);
  });
});
