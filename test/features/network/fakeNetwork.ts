import { vi } from 'vitest';
import type { HeadCard } from '../../../src/contracts/decisionTree.ts';
import type { PixelBatch } from '../../../src/contracts/ingest.ts';
import type { EncoderCard } from '../../../src/contracts/tensor.ts';
import type { NetworkCalls, NetworkClients } from '../../../src/features/network/networkClients.ts';
import type { KeptAttention } from '../../../src/maths/attention/attentionView.ts';

const sidePx = 32;

/** A card as a worker gives it. */
function cardOf(head?: HeadCard): EncoderCard {
  return {
    name: 'made-up',
    title: 'Made up',
    architecture: 'none',
    dimension: 2,
    view: { sidePx, cropFraction: 1 },
    description: '',
    licence: '',
    credit: '',
    bytes: 0,
    sha256: '',
    head,
  };
}

/** A network whose answers, for any galaxy, are `answersOf(row)`; covering the upper left quarter halves any share of 0.8. */
export function fakeNetwork(head: HeadCard | undefined, answersOf: (row: number) => Float32Array) {
  const api: NetworkCalls = {
    embed: async batch => Float32Array.of(batch.rows[0], 0),
    answers: async vectors => answersOf(vectors[0]),
    stages: async () => ['stem', 'last'],
    firstFilters: async () => ({ count: 4, sidePx: 3, rgb: new Uint8Array(4 * 27).fill(128) }),
    featureMaps: vi.fn(async (image: PixelBatch, stage: string, most: number) => ({
      stage,
      heightPx: 4,
      widthPx: 4,
      channelCount: 40,
      channels: Uint32Array.from({ length: most }, (_, i) => i),
      values: Float32Array.from({ length: most * 16 }, (_, i) => Math.sin(i + image.rows[0])),
    })),
    attention: vi.fn(async (_image: PixelBatch): Promise<KeptAttention | null> => fakeAttention()),
    occluded: vi.fn(async (_image: PixelBatch, _answer: number, squares: Int16Array) =>
      Float32Array.from({ length: squares.length / 3 }, (_, i) => {
        const [left, top, side] = squares.subarray(3 * i, 3 * i + 3);
        const covers = side > 0 && left + side / 2 < sidePx / 2 && top + side / 2 < sidePx / 2;
        return covers ? 0.4 : 0.8;
      }),
    ),
    batchSize: async () => 16,
  };
  const clients: NetworkClients = {
    load: vi.fn(async () => cardOf(head)),
    call: make => make(api),
    pixels: vi.fn(async (_handle: number, rows: Uint32Array) => ({
      rows,
      sidePx,
      pixels: new Uint8Array(sidePx * sidePx * 3).fill(30),
      problems: [],
    })),
    answers: vi.fn(async () => ({ rows: 0, columns: 0, values: new Float32Array() })),
  };
  return { api, clients };
}

/** A transformer of two layers and two heads on 4 × 4 patches: head 0 looks at the corner, head 1 at the patch itself, the class token at patch 5. */
export function fakeAttention(signed = false): KeptAttention {
  const tokens = 17;
  const layer = new Float32Array(2 * tokens * tokens).fill(0.01);
  for (let token = 0; token < tokens; token++) {
    layer[token * tokens + 1] = 0.8;
    layer[(tokens + token) * tokens + (token === 0 ? 6 : token)] = signed ? -0.5 : 0.5;
  }
  const mean = new Float32Array(tokens * tokens).fill(1 / tokens);
  return {
    rows: 4,
    columns: 4,
    signed,
    heads: 2,
    layers: [layer, layer],
    means: [mean, mean],
    distances: Float32Array.of(0.5, 1, 1.5, 2),
    components: { rgb: new Uint8Array(48).fill(90), explained: [0.5, 0.2, 0.1] },
  };
}
