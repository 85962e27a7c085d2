import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { architectures } from '../../../src/maths/architectures/architecture.ts';
import { architectureLayout } from '../../../src/maths/architectures/architectureLayout.ts';
import { attentionOf, type KeptAttention } from '../../../src/maths/attention/attentionView.ts';
import { architectureEncoder } from '../../../src/nets/architectures/architectureEncoder.ts';
import type { Encoder } from '../../../src/nets/encoders/encoder.ts';
import { createVisionTransformer } from '../../../src/nets/encoders/visionTransformer.ts';
import { keepAttention } from '../../../src/nets/explanation/attentionMaps.ts';
import { useBackend } from '../device/nodeBackends.ts';
import { vitTinyLayout } from '../encoders/timmLayouts.ts';
import { formulaWeights, stream } from '../formulaWeights.ts';
import { leakedTensors } from '../leakedTensors.ts';

/** timm and PyTorch in float64: pretrain/attention_oracle.py. */
interface AttentionOracle {
  layers: number;
  classFirst: number[];
  classLast: number[];
  patchLast: number[];
  rolloutClass: number[];
  rolloutPatch: number[];
  distances: number[];
}
type CaseName = 'vitTiny@96' | 'vitMicro' | 'linformerMicro';
const oracle: Record<CaseName, AttentionOracle> = JSON.parse(
  readFileSync(new URL('../../fixtures/attention-oracle.json', import.meta.url), 'utf8'),
);
const patch = 7;

function own(name: 'vitMicro' | 'linformerMicro'): Encoder {
  const layout = Object.fromEntries(
    architectureLayout(architectures[name]).map(each => [each.name, each.shape]),
  );
  return architectureEncoder(architectures[name], formulaWeights(layout));
}

const cases = {
  'vitTiny@96': {
    build: () => createVisionTransformer(formulaWeights(vitTinyLayout())),
    sidePx: 96,
    image: 'input',
  },
  vitMicro: { build: () => own('vitMicro'), sidePx: 64, image: 'image 0' },
  linformerMicro: { build: () => own('linformerMicro'), sidePx: 64, image: 'image 0' },
} satisfies Record<CaseName, { build(): Encoder; sidePx: number; image: string }>;

/** The oracle's image, 0–255; the network divides by 255. */
function pixelsOf(image: string, sidePx: number): Uint8Array {
  const value = stream(image);
  const plane = sidePx * sidePx;
  // Not rounded to bytes: the oracle's image is not.
  return Float32Array.from(
    { length: 3 * plane },
    (_, i) => 255 * value((i % 3) * plane + Math.floor(i / 3)),
  ) as unknown as Uint8Array;
}

async function attended(name: CaseName): Promise<KeptAttention> {
  const { build, sidePx, image } = cases[name];
  const encoder = build();
  try {
    return await keepAttention(encoder, pixelsOf(image, sidePx), sidePx);
  } finally {
    encoder.dispose();
  }
}

function expectNear(got: ArrayLike<number>, wanted: number[], what: string): void {
  const scale = Math.max(...wanted.map(Math.abs));
  expect(got.length).toBe(wanted.length);
  const worst = Math.max(...wanted.map((value, i) => Math.abs(got[i] - value)));
  expect(worst / scale, what).toBeLessThan(1e-3);
}

describe.each(['wasm', 'cpu'] as const)('attention on %s', backend => {
  beforeAll(() => useBackend(backend));

  it.each(
    backend === 'wasm' ? (['vitTiny@96', 'vitMicro', 'linformerMicro'] as const) : (['vitMicro'] as const),
  )('of %s is PyTorch’s, and leaks nothing', async name => {
    const wanted = oracle[name];
    let kept: KeptAttention | undefined;
    expect(
      await leakedTensors(async () => {
        kept = await attended(name);
      }),
    ).toBe(0);
    const ofClass = attentionOf(kept!, null);
    const ofPatch = attentionOf(kept!, patch);
    const { layers, heads, rows, columns, weights } = ofClass;
    const own = heads * rows * columns;
    expect(layers).toBe(wanted.layers);
    expectNear(weights.subarray(0, own), wanted.classFirst, 'first layer');
    expectNear(weights.subarray(-own), wanted.classLast, 'last layer');
    expectNear(ofPatch.weights.subarray(-own), wanted.patchLast, 'patch');
    expectNear(ofClass.distances, wanted.distances, 'distance');
    expect(ofClass.signed).toBe(name === 'linformerMicro');
    if (ofClass.signed) {
      expect(ofClass.rollout).toBeNull();
      expect(weights.some(value => value < 0)).toBe(true);
    } else {
      expectNear(ofClass.rollout!, wanted.rolloutClass, 'rollout');
      expectNear(ofPatch.rollout!, wanted.rolloutPatch, 'rollout of a patch');
    }
  });
});

describe('attention that cannot be shown', () => {
  beforeAll(() => useBackend('wasm'));

  it('is refused for a convolutional network and for a patch that is none', async () => {
    const layout = Object.fromEntries(
      architectureLayout(architectures.cnn).map(each => [each.name, each.shape]),
    );
    const cnn = architectureEncoder(architectures.cnn, formulaWeights(layout));
    expect(cnn.attention).toBeUndefined();
    await expect(keepAttention(cnn, new Uint8Array(64 * 64 * 3), 64)).rejects.toThrow('need a transformer');
    cnn.dispose();
    const kept = await attended('vitMicro');
    expect(() => attentionOf(kept, 64)).toThrow('need 0 ≤ patch < 64; got 64');
  });
});
