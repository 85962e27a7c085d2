import { parquetMetadataAsync } from 'hyparquet';
import { expect, it, vi } from 'vitest';
import type { FinetuneRun } from '../../../../src/data/runs/finetuneRuns.ts';
import { splitPreamble } from '../../../../src/data/tables/preamble.ts';
import { finetuneSource } from '../../../../src/features/finetune/labels/labelSources.ts';
import { exportPredictions } from '../../../../src/features/finetune/runs/runExports.ts';
import { usual } from '../../../../src/features/finetune/training/recipe.ts';
import { createSession } from '../../../../src/session/session.ts';
import { smallCatalogue } from '../../smallCatalogue.ts';

const saved = vi.hoisted(() => new Map<string, Blob>());
vi.mock('../../../../src/ui/files/saveFile.ts', () => ({
  saveFile: (name: string, file: Blob) => saved.set(name, file),
}));

const run = {
  name: 'rings',
  question: 'ring > 0.5',
  weights: 'galaxy',
  weightsSha256: 'ab12',
  options: { depth: 'head', ...usual('head'), balancedBatches: false, seed: 3 },
  split: { seed: 11, train: Uint32Array.of(0), validation: Uint32Array.of(1), test: Uint32Array.of(2) },
  changedMs: Date.UTC(2026, 10, 30),
} as FinetuneRun; // what a file of predictions tells of it

const provenance = async () => ({
  software: 'Morphospace 9.9.9',
  layout: '{"kind":"umap","seed":42}',
  filters: 'redshift from 0 to 1',
  selected: '2',
});

it('writes predictions that say where they come from, and nothing of a filter that did not choose them', async () => {
  const session = createSession(() => 0);
  session.catalogue.getState().replace(smallCatalogue(3));
  session.columns.getState().publish({
    kind: 'number',
    name: 'rings · ring',
    source: finetuneSource,
    values: Float64Array.of(0.1, 0.2, 0.3),
  });
  for (const kind of ['csv', 'parquet'] as const) await exportPredictions(kind, run, session, provenance);

  const { comments, body } = splitPreamble((await saved.get('rings predictions.csv')?.text()) ?? '');
  expect(comments).toEqual([
    'software: Morphospace 9.9.9',
    'layout: {"kind":"umap","seed":42}',
    'run: rings',
    'question: ring > 0.5',
    'began_from: galaxy',
    'began_from_sha256: ab12',
    `recipe: ${JSON.stringify(run.options)}`,
    'split_seed: 11',
    'trained: 2026-11-30T00:00:00.000Z',
  ]);
  expect(body.split('\r\n').slice(0, 2)).toEqual(['id,ring', 'g0,0.1']);

  const parquet = await saved.get('rings predictions.parquet')?.arrayBuffer();
  const { key_value_metadata } = await parquetMetadataAsync(parquet as ArrayBuffer);
  expect(key_value_metadata?.map(({ key, value }) => `${key}: ${value}`)).toEqual(comments);
});
