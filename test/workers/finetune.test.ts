import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FinetuneWorker } from '../../src/contracts/finetune.ts';
import type { Progress } from '../../src/contracts/job.ts';
import { deviceLostError } from '../../src/contracts/tensor.ts';
import { usualAugmentation } from '../../src/maths/images/augmentation.ts';
import { plainB0 } from '../../src/nets/encoders/efficientNet.ts';
import { withJob } from '../../src/rpc/jobPort.ts';
import { createFinetuneWorker } from '../../workers/tensor/finetune.ts';
import { useBackend } from '../nets/device/nodeBackends.ts';
import { leakedTensors } from '../nets/leakedTensors.ts';
import {
  card,
  labels,
  ofVectors,
  pixels,
  rows,
  tiny,
  tinyCount,
  tinySidePx,
  toEnd,
  trainingRequestOf,
  vectors,
} from './tinyTraining.ts';

describe('a training in the worker', () => {
  let worker: FinetuneWorker;
  beforeAll(() => useBackend('wasm'));
  beforeEach(() => {
    worker = createFinetuneWorker(() => tiny);
  });

  it('of a head on representations tells every batch and epoch, predicts rows and leaks nothing', async () => {
    const leaked = await leakedTensors(async () => {
      await worker.startTraining(ofVectors());
      const seen: Progress[] = [];
      const first = await withJob({ onProgress: progress => seen.push(progress) }, port =>
        worker.trainEpoch(port),
      );
      expect(first.figures.epoch).toBe(1);
      // The last batch is told by the epoch's own return.
      expect(seen.slice(0, 3)).toEqual(
        [4, 8, 12].map(done => ({ phase: 'Epoch 1', done, total: 16, unit: 'galaxies' })),
      );
      const epochs = [first, ...(await toEnd(worker))];
      expect(epochs).toHaveLength(3);
      expect(epochs[2].figures.validationAccuracy).toBe(1);
      const outputs = await worker.predictRows(rows(0, tinyCount));
      for (let row = 0; row < tinyCount; row++) {
        expect(outputs[2 * row + 1] > outputs[2 * row]).toBe(labels[row] === 1);
      }
      await worker.endTraining();
    });
    expect(leaked).toBe(0);
  });

  it('goes on from any epoch, in another worker, as if it had never stopped', async () => {
    await worker.startTraining(ofVectors());
    const epochs = await toEnd(worker);
    const second = createFinetuneWorker(() => tiny);
    await second.startTraining(ofVectors(), structuredClone(epochs[0].state));
    expect(await toEnd(second)).toEqual(epochs.slice(1));
    await worker.endTraining();
    await second.endTraining();
  });

  it('pauses after a batch, and goes on with the next', async () => {
    await worker.startTraining(ofVectors());
    const expected = await worker.trainEpoch();
    await worker.startTraining(ofVectors());
    const pause = new AbortController();
    const paused = withJob({ signal: pause.signal, onProgress: () => pause.abort() }, port =>
      worker.trainEpoch(port),
    );
    await expect(paused).rejects.toMatchObject({ name: 'AbortError' });
    const seen: Progress[] = [];
    const epoch = await withJob({ onProgress: progress => seen.push(progress) }, port =>
      worker.trainEpoch(port),
    );
    expect(epoch).toEqual(expected);
    expect(seen[0].done).toBeGreaterThan(4);
    await worker.endTraining();
  });

  it('shows the best epoch between two, and trains on from the last', async () => {
    const wild = ofVectors({ learningRate: 3, maxEpochs: 6, patience: 6 }); // so large that epochs get worse
    await worker.startTraining(wild);
    const expected = await toEnd(worker);
    await worker.startTraining(wild);
    for (const each of expected) {
      expect(await worker.trainEpoch()).toEqual(each);
      await worker.predictRows(rows(0, 2));
    }
    const { best } = expected.at(-1)!.state;
    expect(best!.epoch).toBeLessThan(6);
    const outputs = await worker.predictRows(rows(16, tinyCount));
    await worker.startTraining(wild, { ...expected.at(-1)!.state, tensors: best!.tensors });
    expect(await worker.predictRows(rows(16, tinyCount))).toEqual(outputs);
    await worker.endTraining();
  });

  it.each(['anew', 'kept'])('of blocks on images seen %s changes them, and leaks nothing', async how => {
    const leaked = await leakedTensors(async () => {
      const keptViews = how === 'kept' ? 2 : undefined;
      const examples = {
        kind: 'pixels',
        sidePx: tinySidePx,
        pixels,
        augmentation: usualAugmentation,
        keptViews,
      } as const;
      const seen: Progress[] = [];
      const request = trainingRequestOf(examples, { depth: 1 });
      await withJob({ onProgress: progress => seen.push(progress) }, port =>
        worker.startTraining(request, undefined, port),
      );
      await new Promise(resolve => setTimeout(resolve));
      expect(seen.at(-1)).toEqual(
        keptViews && { phase: 'Computing the frozen layers', done: 72, total: 72, unit: 'images' },
      );
      const { state } = (await toEnd(worker)).at(-1)!;
      const key = 'blocks.6.0.conv_pwl.weight';
      expect(state.tensors.get(key)).not.toEqual(tiny.weights.get(key)!.values);
      expect(state.tensors.has('blocks.5.0.conv_pwl.weight')).toBe(false);
      await worker.endTraining();
    });
    expect(leaked).toBe(0);
  });

  it('of untrained weights begins from the statistics of its galaxies', async () => {
    const untrained = createFinetuneWorker(() => ({ ...tiny, card: { ...card, name: 'random' } }));
    const request = trainingRequestOf({ kind: 'pixels', sidePx: tinySidePx, pixels }, { depth: 'all' });
    await worker.startTraining(request);
    await untrained.startTraining(request);
    expect((await untrained.trainEpoch()).figures).not.toEqual((await worker.trainEpoch()).figures);
    await worker.endTraining();
    await untrained.endTraining();
  });

  it('says what is missing', async () => {
    await expect(worker.predictGalaxies({ kind: 'vectors', vectors })).rejects.toThrow('got none');
    await expect(worker.trainEpoch()).rejects.toThrow('need a training; got none');
    await expect(worker.startTraining(ofVectors({ depth: 2 }))).rejects.toThrow('hand over pixels');
    await expect(worker.startTraining({ ...ofVectors(), train: rows(0, 25) })).rejects.toThrow('got 24');
    const other = createFinetuneWorker(() => ({ ...tiny, network: undefined }));
    await expect(
      other.startTraining(trainingRequestOf({ kind: 'pixels', sidePx: tinySidePx, pixels })),
    ).rejects.toThrow('need an EfficientNet-Lite to train from images');
    const b0 = createFinetuneWorker(() => ({ ...tiny, network: { family: 'efficientnet', ...plainB0 } }));
    await expect(
      b0.startTraining(trainingRequestOf({ kind: 'pixels', sidePx: tinySidePx, pixels })),
    ).rejects.toThrow('got silu: train the head alone');
    await worker.startTraining(ofVectors());
    await expect(worker.predictRows(rows(0, 25))).rejects.toThrow('need rows below 24; got 24');
    await worker.endTraining();
  });
});

/** The processor's backend with the one thing of WebGPU's that can go away. */
class LosableBackend extends MathBackendCPU {
  readonly device: {
    addEventListener(): void;
    destroy(): void;
    lost: Promise<{ reason: string; message: string }>;
  };
  constructor() {
    super();
    let lose = () => {};
    const lost = new Promise<{ reason: string; message: string }>(resolve => {
      lose = () => resolve({ reason: 'destroyed', message: 'the driver was reset' });
    });
    this.device = { addEventListener: () => {}, destroy: () => lose(), lost };
  }
}

it('rejects with a DeviceLostError when the device goes away, and goes on from the last epoch on another', async () => {
  const backend = new LosableBackend();
  tf.registerBackend('webgpu', () => backend);
  tf.copyRegisteredKernels('cpu', 'webgpu');
  tf.setBackend('webgpu');
  await tf.ready();
  try {
    const worker = createFinetuneWorker(() => tiny);
    await worker.startTraining(ofVectors());
    const { state } = await worker.trainEpoch();
    const underWay = worker.trainEpoch();
    backend.device.destroy();
    await expect(underWay).rejects.toMatchObject({ name: deviceLostError });
    await expect(worker.trainEpoch()).rejects.toMatchObject({ name: deviceLostError });
    await expect(worker.predictRows(rows(0, 2))).rejects.toMatchObject({ name: deviceLostError });
    await tf.setBackend('wasm'); // as a new instance of the worker would
    const next = createFinetuneWorker(() => tiny);
    await next.startTraining(ofVectors(), state);
    expect((await next.trainEpoch()).figures.epoch).toBe(2);
    await next.endTraining();
  } finally {
    await useBackend('wasm');
    tf.removeBackend('webgpu');
  }
});
