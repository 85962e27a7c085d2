import { beforeAll, describe, expect, it } from 'vitest';
import { trainableBlocks } from '../../src/data/weights/formats/trainableBlocks.ts';
import { architectures } from '../../src/maths/architectures/architecture.ts';
import { freshName, freshStartOf } from '../../src/maths/architectures/freshStart.ts';
import { freshWeights } from '../../src/maths/architectures/freshWeights.ts';
import { scratchRecipe } from '../../src/maths/statistics/trainingRecipe.ts';
import { architectureEncoder } from '../../src/nets/architectures/architectureEncoder.ts';
import { embedPixels } from '../../src/nets/encoders/embedder.ts';
import type { JobContext } from '../../src/rpc/jobContext.ts';
import { readEncoderFile } from '../../workers/tensor/encoderFile.ts';
import { createFinetuneWorker } from '../../workers/tensor/finetune.ts';
import { freshNetwork } from '../../workers/tensor/freshNetwork.ts';
import type { StartNetwork } from '../../workers/tensor/startNetwork.ts';
import { useBackend } from '../nets/device/nodeBackends.ts';
import { leakedTensors } from '../nets/leakedTensors.ts';
import { pixels, tinySidePx, toEnd, trainingRequestOf } from './tinyTraining.ts';

const job = { report: () => {}, breathe: async () => {} } as unknown as JobContext;
const request = (changed = {}) =>
  trainingRequestOf(
    { kind: 'pixels', sidePx: tinySidePx, pixels },
    { ...scratchRecipe, depth: 'all', batchSize: 4, maxEpochs: 3, ...changed },
  );

/** A network of 32 px, for the tiny galaxies. */
function small(kind: 'cnn' | 'vit'): StartNetwork {
  const architecture =
    kind === 'cnn'
      ? { kind, sidePx: tinySidePx, widths: [8, 16] }
      : {
          ...architectures.linformerMicro,
          sidePx: tinySidePx,
          dimension: 32,
          depth: 2,
          heads: 2,
          projected: 4,
        };
  const { card } = freshNetwork(freshStartOf('fresh:cnn')!);
  const dimension = kind === 'cnn' ? 16 : 32;
  return { card: { ...card, dimension }, weights: freshWeights(architecture, 2), architecture };
}

describe('a network trained from nothing, in the worker', () => {
  beforeAll(() => useBackend('wasm'));

  it.each(['cnn', 'vit'] as const)(
    '%s learns, and comes back from its file with the same answers',
    async kind => {
      const leaked = await leakedTensors(async () => {
        const start = small(kind);
        const worker = createFinetuneWorker(() => start);
        await worker.startTraining(request());
        const epochs = await toEnd(worker);
        expect(epochs.at(-1)!.figures.trainLoss).toBeLessThan(epochs[0].figures.trainLoss);
        const asked = { kind: 'pixels' as const, sidePx: tinySidePx, pixels };
        const { vectors } = await worker.predictGalaxies(asked);
        const file = await worker.exportTrained({
          title: 'bright or dark',
          head: { kind: 'classes', classes: ['dark', 'bright'] },
          split: { train: 16, validation: 8, test: 0, seed: 1 },
          figures: [],
        });
        await worker.endTraining();
        const read = await readEncoderFile(
          {
            name: 'file:own.safetensors',
            title: 'own',
            description: '',
            licence: '',
            credit: '',
            fileName: 'own.safetensors',
            blob: new Blob([file]),
          },
          job,
        );
        expect(read.architecture).toEqual(start.architecture);
        expect(await trainableBlocks(new Blob([file]))).toBe(kind === 'cnn' ? 2 : 3); // patches and two blocks
        expect(read.head?.card).toEqual({ kind: 'classes', classes: ['dark', 'bright'] });
        const encoder = read.build();
        expect(await embedPixels(encoder, pixels, tinySidePx)).toEqual(vectors);
        encoder.dispose();
        // What came from a file can be trained on, its top block alone.
        const again = createFinetuneWorker(() => read);
        await again.startTraining(request({ depth: 1, maxEpochs: 1 }));
        const learnt = [...(await toEnd(again))[0].state.tensors.keys()];
        const top = kind === 'cnn' ? 'layers.1.' : 'blocks.1.';
        expect(learnt.every(key => key.startsWith(top) || key.startsWith('head.'))).toBe(true);
        expect(learnt.length).toBeGreaterThan(2);
        await again.endTraining();
      });
      expect(leaked).toBe(0);
    },
  );

  it('shows the stages of a transformer as images, and is the network that was trained', async () => {
    const { architecture, weights } = small('vit');
    const encoder = architectureEncoder(architecture!, weights);
    const shapes: string[] = [];
    await embedPixels(encoder, pixels.subarray(0, 3 * tinySidePx ** 2), tinySidePx, (name, { shape }) =>
      shapes.push(`${name} ${shape.join(' × ')}`),
    );
    expect(shapes).toEqual(['patch_embed', 'blocks.0', 'blocks.1'].map(name => `${name} 1 × 4 × 4 × 32`));
    expect(weights.has(encoder.firstLayer)).toBe(true);
    encoder.dispose();
  });

  it('is drawn the same each time', () => {
    const [first, second] = [1, 2].map(() => freshNetwork(freshStartOf('fresh:vitMicro')!));
    expect(first.card).toMatchObject({ architecture: 'vit_96x6', dimension: 96, view: { sidePx: 64 } });
    expect(second.weights).toEqual(first.weights);
    const [, other] = [1, 7].map(seed => freshNetwork(freshStartOf(freshName('fresh:vitMicro', { seed }))!));
    expect(other.weights).not.toEqual(first.weights);
    expect(other.weights).toEqual(freshWeights(architectures.vitMicro, 7));
  });
});
