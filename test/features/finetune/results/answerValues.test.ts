import { expect, it } from 'vitest';
import type { FinetuneRun } from '../../../../src/data/runs/finetuneRuns.ts';
import {
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
