import { describe, expect, it } from 'vitest';
import { finished } from '../../../measure/sources/finished.ts';
import type { TextColumn } from '../../../src/contracts/column.ts';
import { consensusOf } from '../../../src/data/people/consensus.ts';
import {
  agreementSteps,
  disputedGalaxies,
  galaxyAgreements,
} from '../../../src/data/people/groupAgreement.ts';
import { peopleColumns } from '../../../src/data/people/peopleColumns.ts';
import { personWith, rowOfNumbered, tableOf, tableOfPeople } from './ratedByFive.ts';

const ratings = {
  Ann: [5, 4, 0, 3, null, 1],
  Bob: [5, 2, 0, null, null, 5],
  Cai: [4, 3.5, 0, null, null, 5],
  Dee: [5, null, 1, null, null, 1],
};

describe('a table of verdicts', () => {
  it('holds galaxies of the catalogue only, ascending, and nobody who judged none of them', () => {
    const table = tableOfPeople(
      'ratings',
      [
        personWith('Ann', { g9: 3.3, g2: 5, elsewhere: 1 }),
        personWith('Bob', { elsewhere: 4 }),
        personWith('Cai', { g10: 0 }),
      ],
      rowOfNumbered,
    );
    expect(table.people.map(({ name }) => name)).toEqual(['Ann', 'Cai']);
    expect([...table.rows]).toEqual([2, 9, 10]);
    expect([...table.scores!]).toEqual([5, 3.3, Number.NaN, Number.NaN, Number.NaN, 0]);
    expect([...table.codes]).toEqual([10, 7, -1, -1, -1, 0]); // 3.3 counts as 3.5
  });

  it('takes class names that differ in case or spacing only for one, and says so', () => {
    const table = tableOf('labels', {
      Ann: ['Ring', 'Smooth disk'],
      Bob: ['ring ', 'smooth  disk'],
      Cai: ['Café', 'Cafe\u0301'],
    });
    expect(table.classes).toEqual(['Ring', 'Smooth disk', 'Café']);
    expect([...table.codes]).toEqual([0, 1, 0, 1, 2, 2]);
    expect(table.united).toEqual(['Ring, ring ', 'Smooth disk, smooth  disk', 'Café, Cafe\u0301']);
  });
});

describe('a consensus', () => {
  it('of ratings is the median, the mean or what most gave; with ties and too few told', () => {
    const table = tableOf('ratings', ratings);
    const rows = [0, 1, 2, 3, 5];
    expect([...table.rows]).toEqual(rows);
    const median = consensusOf(table, { method: 'median', fewestPeople: 2 });
    expect([...median.values]).toEqual([5, 3.5, 0, Number.NaN, 3]);
    expect([...median.judges]).toEqual([4, 3, 4, 1, 4]);
    expect(median).toMatchObject({ count: 4, ties: 0, tooFew: 1 });
    const mean = consensusOf(table, { method: 'mean', fewestPeople: 1 });
    expect([...mean.values]).toEqual(
      [4.75, (4 + 2 + 3.5) / 3, 0.25, 3, 3].map(each => expect.closeTo(each, 12)),
    );
    const majority = consensusOf(table, { method: 'majority', fewestPeople: 4 });
    expect([...majority.values]).toEqual([5, Number.NaN, 0, Number.NaN, Number.NaN]);
    expect(majority).toMatchObject({ count: 2, ties: 1, tooFew: 2 });
  });

  it('of labels is what most gave; where classes are given as often there is none, and that is told', () => {
    const table = tableOf('labels', {
      Ann: ['ring', 'ring', 'arc', null],
      Bob: ['ring', 'arc', 'arc', 'ring'],
      Cai: ['arc', null, 'ring', null],
      Dee: [null, null, 'disk', null],
    });
    const { values, count, ties, tooFew } = consensusOf(table, { method: 'majority', fewestPeople: 2 });
    expect(Array.from(values, each => table.classes[each] ?? null)).toEqual(['ring', null, 'arc', null]);
    expect({ count, ties, tooFew }).toEqual({ count: 2, ties: 1, tooFew: 1 });
  });
});

describe('agreement on a galaxy', () => {
  it('of labels is the share of pairs who agree; of ratings it falls with the squared difference', () => {
    const labels = tableOf('labels', {
      Ann: ['a', 'a', 'a'],
      Bob: ['a', 'b', 'b'],
      Cai: ['a', 'a', 'c'],
      Dee: [null, 'a', null],
    });
    expect([...galaxyAgreements(labels)]).toEqual([1, 3 / 6, 0].map(each => expect.closeTo(each, 12)));
    const scored = tableOf('ratings', { Ann: [0, 5, 2, 1], Bob: [5, 5, 4, null] });
    expect([...galaxyAgreements(scored)]).toEqual(
      [0, 1, 1 - 4 / 25, Number.NaN].map(each => (Number.isNaN(each) ? each : expect.closeTo(each, 12))),
    );
  });

  it('puts the most disputed first, with what each said; unanimous ones are not among them', () => {
    const table = tableOf('ratings', ratings);
    const ids = Array.from({ length: 6 }, (_, row) => `g${row}`);
    const disputed = disputedGalaxies(table, ids);
    expect(disputed.map(({ id }) => id)).toEqual(['g5', 'g1', 'g0', 'g2']);
    expect(disputed[0]).toEqual({
      row: 5,
      id: 'g5',
      verdicts: [
        { person: 'Ann', verdict: '1' },
        { person: 'Bob', verdict: '5' },
        { person: 'Cai', verdict: '5' },
        { person: 'Dee', verdict: '1' },
      ],
    });
    expect(disputed[1].verdicts.map(({ verdict }) => verdict)).toEqual(['4', '2', '3.5']);
  });
});

it('people who see the truth as often agree as they should, over the galaxies each pair shares', () => {
  const first = Array.from({ length: 40 }, (_, i) => (i < 30 ? i % 6 : null));
  const second = Array.from({ length: 40 }, (_, i) => (i >= 10 ? (i % 7 === 0 ? (i + 1) % 6 : i % 6) : null));
  const table = tableOf('ratings', { Ann: first, Bob: second, Cai: first });
  const { pairs, fleiss, equalFleiss } = finished(agreementSteps(table, 1));
  expect(pairs.map(({ first: a, second: b, both }) => [a, b, both])).toEqual([
    ['Ann', 'Bob', 20],
    ['Ann', 'Cai', 30],
    ['Bob', 'Cai', 20],
  ]);
  expect(pairs[1].kappa).toEqual({ value: 1, low: 1, high: 1, galaxies: 30 });
  expect(pairs[0].kappa.value).toBeCloseTo(pairs[2].kappa.value, 12);
  expect(pairs[0].kappa.low).toBeLessThan(pairs[0].kappa.value);
  expect(pairs[0].equalKappa).toBeLessThan(1);
  expect(fleiss.galaxies).toBe(30); // ten more only Bob has judged
  expect(fleiss.value).toBeGreaterThan(0);
  expect(equalFleiss).not.toBeNull();
});

describe('columns of people', () => {
  const choices = { method: 'median', fewestPeople: 2 } as const;

  it('are one a person, the consensus and the agreement, at their rows', () => {
    const table = tableOf('ratings', { Ann: [null, 5, 0], Bob: [null, 4, null] });
    const columns = peopleColumns(
      table,
      consensusOf(table, choices),
      choices,
      4,
      new Set(['consensus rating']),
    );
    expect(columns.map(({ name }) => name)).toEqual([
      'rating: Ann',
      'rating: Bob',
      'consensus rating (people)', // the catalogue has one of its own
      'rating agreement',
    ]);
    expect(columns.map(column => (column.kind === 'number' ? [...column.values] : null))).toEqual([
      [Number.NaN, 5, 0, Number.NaN],
      [Number.NaN, 4, Number.NaN, Number.NaN],
      [Number.NaN, 4.5, Number.NaN, Number.NaN],
      [Number.NaN, expect.closeTo(0.96, 6), Number.NaN, Number.NaN],
    ]);
  });

  it('of labels are categories; more classes than fit stay words', () => {
    const few = tableOf('labels', { Ann: ['ring', null], Bob: ['ring', 'arc'] });
    const [ann, , consensus] = peopleColumns(
      few,
      consensusOf(few, { method: 'majority', fewestPeople: 2 }),
      choices,
      3,
      new Set(),
    );
    expect(ann).toMatchObject({
      kind: 'category',
      categories: ['ring', 'arc'],
      codes: Uint8Array.of(0, 255, 255),
    });
    expect(consensus).toMatchObject({ name: 'consensus label', codes: Uint8Array.of(0, 255, 255) });
    const many = tableOf('labels', { Ann: Array.from({ length: 300 }, (_, i) => `class ${i}`) });
    const [text] = peopleColumns(many, consensusOf(many, choices), choices, 301, new Set());
    expect(text).toMatchObject({ kind: 'text' });
    expect([...(text as TextColumn).values].slice(298)).toEqual(['class 298', 'class 299', null]);
  });
});
