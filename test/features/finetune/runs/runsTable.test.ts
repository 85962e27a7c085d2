import { expect, it } from 'vitest';
import type { FinetuneRun } from '../../../../src/data/runs/finetuneRuns.ts';
import { shippedSha256 } from '../../../../src/data/weights/shelf/shippedHashes.ts';
import { runColumns, sortedRuns } from '../../../../src/features/finetune/runs/runColumns.ts';
import {
  runDifferences,
  sameGalaxiesUnseen,
  weighingOf,
} from '../../../../src/features/finetune/runs/runDifferences.ts';
import { usual } from '../../../../src/features/finetune/training/recipe.ts';

function aRun(name: string, fields: Partial<FinetuneRun> = {}): FinetuneRun {
  return {
    key: name,
    catalogue: 'home',
    name,
    question: 'ring',
    weights: 'galaxy',
    weightsSha256: shippedSha256.galaxy,
    galaxyIds: Array.from({ length: 10 }, (_, i) => `g${i}`),
    task: { kind: 'classes', classes: 2, labels: new Uint8Array(10) },
    split: {
      seed: 1,
      train: Uint32Array.of(0, 1, 2, 3, 4, 5, 6),
      validation: Uint32Array.of(7),
      test: Uint32Array.of(8, 9),
    },
    options: { depth: 'head', ...usual('head'), balancedBatches: false, seed: 1 },
    epochs: [{ epoch: 1, trainLoss: 1, validationLoss: 1 }],
    finished: true,
    trainedMs: 41_000,
    figures: [
      { label: 'Balanced accuracy', value: 0.84, low: 0.78, high: 0.9 },
      { label: 'Area under ROC', value: 0.914, low: 0.881, high: 0.937 },
    ],
    changedMs: 1,
    ...fields,
  };
}

const lines = (runs: FinetuneRun[]) =>
  runs.map(run => Object.fromEntries(runColumns(runs).map(({ title, text }) => [title, text(run)])));

it('says of each run what is known, figures with their intervals, and leaves out what no run has', () => {
  const amount = aRun('radius', {
    task: { kind: 'number', columns: 1, targets: new Float32Array(10) },
    figures: [{ label: 'Error of radius', value: 1.23, low: 1.1, high: 1.4 }],
    trainedMs: undefined,
  });
  const [ofClasses, ofNumber] = lines([aRun('ring'), amount]);
  expect(ofClasses).toEqual({
    Question: 'ring',
    Task: 'classes',
    Start: 'galaxy',
    Depth: 'head only',
    Labels: '10',
    Balanced: '84\u202f% (78–90)',
    AUC: '0.91 (0.88–0.94)',
    Error: '–',
    Epochs: '1',
    Time: '0:41',
  });
  expect(ofNumber).toMatchObject({
    Task: 'number',
    Balanced: '–',
    AUC: '–',
    Error: '1.2 (1.1–1.4)',
    Time: '–',
  });
  expect(Object.keys(lines([aRun('ring')])[0])).not.toContain('Error');
});

it('sorts by numbers and by words, either way, and puts what is not known last', () => {
  const runs = [
    aRun('b', { trainedMs: 5 }),
    aRun('a 10', { trainedMs: undefined }),
    aRun('a 2', { trainedMs: 70_000 }),
  ];
  const names = (title: string, descending: boolean) =>
    sortedRuns(runs, runColumns(runs), { title, descending }).map(({ name }) => name);
  expect(sortedRuns(runs, runColumns(runs), null)).toEqual(runs);
  expect(names('Run', false)).toEqual(['a 2', 'a 10', 'b']);
  expect(names('Time', true)).toEqual(['a 2', 'b', 'a 10']);
  expect(names('Time', false)).toEqual(['b', 'a 2', 'a 10']);
});

it('names only what runs differ in, and whether the same galaxies judged them', () => {
  const one = aRun('one');
  const other = aRun('other', {
    weights: 'file:mine.safetensors',
    options: { ...one.options, learningRate: 0.002, balancedBatches: true },
  });
  expect(runDifferences([one, one])).toEqual([]);
  const before = aRun('before', { weightsSha256: undefined }); // from before hashes were kept
  expect(runDifferences([one, before])).toEqual([{ label: 'Start', values: ['galaxy', 'galaxy (earlier)'] }]);
  expect(runDifferences([one, other])).toEqual([
    { label: 'Start', values: ['galaxy', 'mine.safetensors'] },
    { label: 'Classes', values: ['as they are', 'balanced batches'] },
    { label: 'Learning rate', values: ['0.00100', '0.00200'] },
  ]);
  expect(sameGalaxiesUnseen([one, other])).toBe(true);
  const reversed = { ...one, galaxyIds: [...one.galaxyIds].reverse() };
  expect(sameGalaxiesUnseen([one, reversed])).toBe(false);
  const reordered = { ...one, split: { ...one.split, test: Uint32Array.of(9, 8) } };
  expect(sameGalaxiesUnseen([one, reordered])).toBe(true);
});

it('tells losses apart that weigh classes differently', () => {
  const task = { kind: 'classes', classes: 2, labels: Uint8Array.of(0, 1) } as const;
  const weighed = (...classWeights: number[]) =>
    weighingOf({ task: { ...task, classWeights: Float32Array.from(classWeights) } });
  expect(weighingOf({ task })).toBe('');
  expect(weighed(1, 1)).toBe('');
  expect(weighed(0.5, 1.5)).not.toBe('');
  expect(weighed(0.5, 1.5)).not.toBe(weighed(0.6, 1.4));
});
