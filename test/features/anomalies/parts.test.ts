import { describe, expect, it } from 'vitest';
import type { Column, NumberColumn } from '../../../src/contracts/column.ts';
import { voteColumns, votesOpening } from '../../../src/features/anomalies/queue/openings.ts';
import { expectationError } from '../../../src/features/anomalies/ranking/expectations.ts';
import { interestColumns } from '../../../src/features/anomalies/ranking/interestColumns.ts';
import { kindText, oddityCounts } from '../../../src/features/anomalies/ranking/oddityCounts.ts';
import { catalogueText } from '../../../src/features/anomalies/searches/catalogueText.ts';
import {
  expectedText,
  foundSentences,
  ratedText,
  shortcutText,
} from '../../../src/features/anomalies/state/phrases.ts';
import { allRows, smallColumns } from '../smallCatalogue.ts';

const numbers = (name: string, source = 'f'): NumberColumn => ({
  kind: 'number',
  name,
  source,
  values: new Float32Array(3),
});

describe('phrases', () => {
  it('say what is expected, within what a rating can be', () => {
    expect(expectedText(3.14, 0.84)).toBe('expected 3.1 ± 0.8 of 5');
    expect(expectedText(-0.4, 1)).toBe('expected 0.0 ± 1.0 of 5');
    expect(expectedText(5.6, Number.NaN)).toBe('expected 5.0 of 5');
    expect(expectedText(Number.NaN, Number.NaN)).toBe('');
  });

  it('count the ratings and the high ones', () => {
    expect(ratedText([0, 4, 5, 3])).toEqual({ rated: '4 rated', high: '2 high (4–5)' });
  });

  it('say which shortcuts were taken, with their numbers', () => {
    const kinds = [
      'deviationsWhereTheyMatter',
      'deviationsForSome',
      'hyperparametersFromSome',
      'batchAmongBest',
      'neighboursAmongSome',
    ] as const;
    for (const kind of kinds) {
      const sentence = shortcutText({ kind, count: 500, total: 100_000 });
      expect(sentence).toContain('500');
      expect(sentence).toContain('100,000');
      expect(sentence).toMatch(/\.$/);
    }
  });

  it('say what the model found', () => {
    const sentences = foundSentences({
      hyperparameters: { amplitude: 4, lengthScale: 3, shape: 0.5, noise: 0.25, fittedTo: 40 },
      ratingsLeftOut: 1,
      shortcuts: [],
    } as unknown as Parameters<typeof foundSentences>[0]);
    expect(sentences[0]).toContain('varies by 2 points over a distance of 3');
    expect(sentences[1]).toContain('0.50 points');
    expect(sentences.at(-1)).toContain('One rating is of');
  });

  it('name a catalogue by its file', () => {
    expect(catalogueText('my gz2.parquet 60000-1f0c9a7e52b3d844')).toBe('my gz2.parquet');
  });
});

it('the last ten expectations are off by their mean absolute error', () => {
  const scores = Float32Array.from({ length: 12 }, (_, i) => (i < 2 ? 5 : 1));
  const mean = Float32Array.from({ length: 12 }, (_, i) => (i < 2 ? 0 : 1.5)); // the first two are forgotten
  const check = { scores, mean, std: mean, rows: allRows(12) };
  expect(expectationError(check)).toEqual({ count: 10, points: 0.5 });
  expect(expectationError({ ...check, scores: new Float32Array(0) })).toBeNull();
});

describe('starts from votes', () => {
  it('know answers of Galaxy Zoo and of networks, not counts', () => {
    const columns: Column[] = [
      ...smallColumns(3),
      numbers('bar-gz2_yes_fraction'),
      numbers('bar-gz2_total-votes'),
      numbers('Class6.1'),
      numbers('predicted · Ring', 'network'),
      numbers('predicted · asked about bar', 'network'),
    ];
    expect(voteColumns(columns).map(c => c.name)).toEqual([
      'bar-gz2_yes_fraction',
      'Class6.1',
      'predicted · Ring',
    ]);
  });

  it('take seven of the highest and three of the lower half, each once, and no galaxy without votes', () => {
    const values = Float64Array.from({ length: 40 }, (_, row) => (row % 4 === 0 ? Number.NaN : row));
    const cards = votesOpening(values, allRows(40));
    const rows = cards.map(card => card.row);
    expect(new Set(rows).size).toBe(10);
    expect(rows.some(row => row % 4 === 0)).toBe(false);
    const high = cards.filter(card => card.reason === 'volunteers say so').map(card => card.row);
    expect(high).toEqual([39, 38, 37, 35, 34, 33, 31]);
    expect(cards.filter(card => card.reason === 'volunteers say not').every(card => card.row < 20)).toBe(
      true,
    );
    expect(cards[2].reason).toBe('volunteers say not'); // among the others, not at the end
  });

  it('manage with few galaxies', () => {
    expect(votesOpening([0.1, Number.NaN, 0.9], allRows(3)).map(card => card.row)).toEqual([2, 0]);
    expect(votesOpening([], new Uint32Array(0))).toEqual([]);
  });
});

it('planted oddities are found when they are rated', () => {
  const column = {
    kind: 'category' as const,
    name: 'oddity',
    source: 'sky',
    categories: ['shells', 'collisionalRing', 'none here'],
    codes: Uint8Array.of(0, 255, 1, 1, 0),
  };
  expect(oddityCounts(column, [1, 2, 4])).toEqual([
    { kind: 'collisionalRing', found: 1, planted: 2 },
    { kind: 'shells', found: 1, planted: 2 },
  ]);
  expect(kindText('collisionalRing')).toBe('collisional ring');
  expect(kindText('einsteinRing')).toBe('Einstein ring');
});

it('a column of the catalogue keeps its name', () => {
  const values = { interest: null, uncertainty: null, rating: new Float32Array(3), unusual: null };
  expect(interestColumns(values, 's', 1, [numbers('rating')]).map(c => c.name)).toEqual([
    'rating (anomalies)',
  ]);
  expect(interestColumns(values, 's', 1, [numbers('rating', 'anomalies')]).map(c => c.name)).toEqual([
    'rating',
  ]);
});
