import { expect, it } from 'vitest';
import { packIds } from '../../../../src/data/bytes/packedIds.ts';
import { fingerprintOf } from '../../../../src/data/catalogues/catalogueKey.ts';
import type { FinetuneRun } from '../../../../src/data/runs/finetuneRuns.ts';
import {
  answersByRow,
  answerValuesOf,
  columnsOf,
  inRows,
  rowsByIdOrder,
} from '../../../../src/features/finetune/results/answerValues.ts';

it('answers kept by sorted ids find their rows again, whatever order the catalogue comes in', () => {
  const all = Float32Array.of(10, 11, 20, 21, 30, 31); // of a, b, c
  expect([...inRows(all, ['c', 'a', 'b'], 2)]).toEqual([30, 31, 10, 11, 20, 21]);
  expect([...rowsByIdOrder(['c', 'a', 'b'])]).toEqual([1, 2, 0]);
});

it('answers kept before galaxies were added stay with theirs, and are not given to others', () => {
  const all = Float32Array.of(10, 20, 30); // of a, b, c
  const allOf = fingerprintOf(['a', 'b', 'c']);
  const added = (...counts: number[]) => counts.map(rowCount => ({ name: 'new', rowCount, columns: [] }));
  const of = (ids: string[], ...counts: number[]) =>
    answersByRow({ all, allOf }, { ids: packIds(ids), added: added(...counts) }, 1);
  expect(of(['c', 'a', 'b'])).toEqual(Float32Array.of(30, 10, 20));
  expect(of(['c', 'a', 'b', 'A', 'd'], 1, 1)).toEqual(Float32Array.of(30, 10, 20, Number.NaN, Number.NaN));
  expect(of(['c', 'a', 'b', 'A'], 2)).toBeNull(); // b was among those added, and asked about with another
  expect(of(['c', 'a', 'd'], 1)).toBeNull(); // as many, but another was added in the place of b
  expect(of(['c', 'a'])).toBeNull();
  const earlier = { all }; // kept before fingerprints were
  expect(answersByRow(earlier, { ids: packIds(['b', 'a', 'c']) }, 1)).toEqual(Float32Array.of(20, 10, 30));
  expect(answersByRow({}, { ids: packIds(['a']) }, 1)).toBeNull();
});

it('columns of a classifier are its likeliest class, each probability and its doubt; unread images are empty', () => {
  const run = {
    name: 'rings',
    task: { kind: 'classes', classes: 2, labels: new Uint8Array(0) },
    head: { kind: 'classes', classes: ['no', 'yes'] },
  } as unknown as FinetuneRun;
  const values = answerValuesOf(run, Float32Array.of(0, 0, 0, Math.log(3), Number.NaN, Number.NaN));
  const [predicted, no, yes, doubt] = columnsOf(run, values);
  expect(predicted).toMatchObject({ name: 'rings · predicted', codes: Uint8Array.of(0, 1, 255) });
  expect([no.name, yes.name]).toEqual(['rings · no', 'rings · yes']);
  expect(yes.kind === 'number' && yes.values[1]).toBeCloseTo(0.75, 6);
  expect(doubt.kind === 'number' && [...doubt.values].map(each => Math.round(100 * each))).toEqual([
    100,
    50,
    Number.NaN,
  ]);
});
