import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formulaLayout } from '../formulaWeights.ts';
import { goldens } from './goldenRun.ts';
import { convNeXtLayout, convNeXtShapes, timmResNetLayout, vitTinyLayout } from './timmLayouts.ts';

const shared = new URL('../../../../shared/fixtures/', import.meta.url);
const read = (name: string) => JSON.parse(readFileSync(new URL(name, shared), 'utf8'));

describe.skipIf(!existsSync(shared))('what the forward passes are tested with (needs ../shared)', () => {
  it('has timm’s keys and shapes', () => {
    const timm = read('timm_layouts.json') as Record<string, Record<string, number[]>>;
    const ours: typeof timm = {
      ...Object.fromEntries(
        Object.entries(convNeXtShapes).map(([name, shape]) => [name, convNeXtLayout(shape)]),
      ),
      efficientnet_b0: formulaLayout(true),
      resnet18: timmResNetLayout(18),
      vit_tiny_patch16_224: vitTinyLayout(),
    };
    expect(Object.keys(ours).sort()).toEqual(Object.keys(timm).sort());
    for (const [name, layout] of Object.entries(timm)) {
      const stored = Object.entries(layout).filter(([key]) => !key.endsWith('num_batches_tracked'));
      expect(ours[name], name).toEqual(Object.fromEntries(stored));
    }
  });

  it('has the shared golden values', () => {
    const all = read('golden_embeddings.json') as Record<string, { stages: Record<string, [number[]]> }>;
    expect(Object.keys(goldens)).toEqual(Object.keys(all));
    for (const [name, { 'max|f32-f64|': _, ...golden }] of Object.entries(all) as [
      string,
      Record<string, unknown>,
    ][]) {
      const stages = Object.entries(golden.stages as Record<string, [number[], number, number]>);
      const withoutBatch = stages.map(([stage, [shape, mean, rms]]) => [stage, [shape.slice(1), mean, rms]]);
      expect(goldens[name]).toEqual({ ...golden, stages: Object.fromEntries(withoutBatch) });
    }
  });
});
