import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import type { Encoder } from '../../../src/nets/encoders/encoder.ts';
import timmGolden from '../../fixtures/timm-golden.json' with { type: 'json' };
import timmOracle from '../../fixtures/timm-oracle.json' with { type: 'json' };
import { formulaImage } from '../formulaWeights.ts';
import { leakedTensors } from '../leakedTensors.ts';
import { noteStages, type StageNote } from './stageNotes.ts';

/** 32-bit arithmetic in another order than timm's 64-bit: 2e-6 in PyTorch, a few times more here. */
const tolerance = 5e-5;

interface Golden {
  dim: number;
  first8: number[];
  last2: number[];
  sum: number;
  l2: number;
  stages: Record<string, StageNote>;
}

/** timm 0.9.10 in float64 on formula weights and image, by "convnext_pico@64". */
export const goldens = timmGolden as unknown as Record<string, Golden>;
/** Whole representations, written by pretrain/timm_oracle.py. */
export const timmRepresentations: Record<string, number[]> = timmOracle;

export interface GoldenRun {
  values: Float32Array;
  stages: Record<string, StageNote>;
}

/** Builds a network, runs it on the formula image and gives it back; checks what the encoder says of itself and that nothing leaks. */
export async function runOnFormula(create: () => Encoder, sidePx: number): Promise<GoldenRun> {
  const stages: Record<string, StageNote> = {};
  let values = new Float32Array();
  const leaked = await leakedTensors(() => {
    const net = create();
    const channels = net.inputChannels;
    const images = tf.tensor4d(formulaImage(sidePx, channels), [1, sidePx, sidePx, channels]); // (1, side, side, channels)
    const output = net.embed(images, noteStages(stages));
    expect(output.shape).toEqual([1, net.dimension]);
    expect(Object.keys(stages)).toEqual(net.stages);
    values = output.dataSync<'float32'>().slice();
    tf.dispose([images, output]);
    net.dispose();
  });
  expect(leaked).toBe(0);
  return { values, stages };
}

export function expectClose(got: ArrayLike<number>, expected: ArrayLike<number>, within = tolerance): void {
  let worst = 0;
  for (let i = 0; i < expected.length; i++) worst = Math.max(worst, Math.abs(got[i] - expected[i]));
  expect(got.length).toBe(expected.length);
  expect(worst).toBeLessThanOrEqual(within);
}

/** @param expected stages that were noted; others may have been run too */
export function expectStages(
  got: Record<string, StageNote>,
  expected: Record<string, StageNote>,
  within = tolerance,
): void {
  for (const [name, [shape, mean, rms]] of Object.entries(expected)) {
    expect(got[name]?.[0], name).toEqual(shape);
    expectClose(got[name].slice(1) as number[], [mean, rms], within);
  }
}

/** @param within absolute; for the sum a walk's worth of it, since errors add */
export function expectGolden({ values, stages }: GoldenRun, golden: Golden, within = tolerance): void {
  expectStages(stages, golden.stages, within);
  expect(values.length).toBe(golden.dim);
  expectClose(values.slice(0, 8), golden.first8, within);
  expectClose(values.slice(-2), golden.last2, within);
  const sum = values.reduce((total, value) => total + value, 0);
  expectClose([sum], [golden.sum], within * Math.sqrt(golden.dim));
  expectClose([Math.hypot(...values)], [golden.l2], within);
}
