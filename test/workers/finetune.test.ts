import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type {
  FinetuneWorker,
  TrainedCard,
  TrainedEpoch,
  TrainingOptions,
  TrainingRequest,
  TrainingTask,
} from '../../src/contracts/finetune.ts';
import type { Progress } from '../../src/contracts/job.ts';
import { deviceLostError, type EncoderFile } from '../../src/contracts/tensor.ts';
import { readCheckpoint } from '../../src/data/weights/formats/checkpoint.ts';
import { writeSafetensors } from '../../src/data/weights/formats/safetensorsWriter.ts';
import { usualAugmentation } from '../../src/maths/images/augmentation.ts';
import { createRandom } from '../../src/maths/statistics/random.ts';
import { zoobotRecipe } from '../../src/maths/statistics/trainingRecipe.ts';
import { lite0, plainB0 } from '../../src/nets/encoders/efficientNet.ts';
import { plainHead } from '../../src/nets/training/trainableHead.ts';
import { withJob } from '../../src/rpc/jobPort.ts';
import { createFinetuneWorker } from '../../workers/tensor/finetune.ts';
import type { StartNetwork } from '../../workers/tensor/startNetwork.ts';
import { createTensorWorker } from '../../workers/tensor/tensorWorker.ts';
import { useBackend } from '../nets/device/nodeBackends.ts';
import { formulaLayout, formulaWeights } from '../nets/formulaWeights.ts';
import { leakedTensors } from '../nets/leakedTensors.ts';
import { tinyDimension, tinyLite } from '../nets/training/tinyLite.ts';

const [count, sidePx, dimension] = [24, 32, tinyDimension];
const rows = (from: number, to: number) => Uint32Array.from({ length: to - from }, (_, i) => from + i);
const labels = Uint8Array.from({ length: count }, (_, i) => i % 2);
const options: TrainingOptions = {
  ...zoobotRecipe,
  depth: 'head',
  seed: 3,
  learningRate: 0.05,
  batchSize: 4,
  maxEpochs: 3,
  dropout: 0,
};
const random = createRandom(9);
/** A galaxy of class 1 is bright, one of class 0 dark. */
const pixels = Uint8Array.from({ length: count * sidePx * sidePx * 3 }, (_, i) =>
  Math.min(255, random.integer(120) + 120 * labels[Math.floor(i / (sidePx * sidePx * 3))]),
);
const vectors = Float32Array.from(
  { length: count * dimension },
  (_, i) => 0.5 * random.normal() + 2 * labels[Math.floor(i / dimension)] - 1,
);
const requestOf = (
  examples: TrainingRequest['examples'],
  changed: Partial<TrainingOptions> = {},
): TrainingRequest => ({
  examples,
  task: { kind: 'classes', classes: 2, labels },
  train: rows(0, 16),
  validation: rows(16, count),
  options: { ...options, ...changed },
});
const ofVectors = (changed?: Partial<TrainingOptions>) => requestOf({ kind: 'vectors', vectors }, changed);

const card = {
  name: 'tiny',
  title: 'Tiny',
  architecture: 'efficientnet_lite0',
  dimension,
  view: { sidePx, cropFraction: 0.7 },
  description: '',
  licence: 'MIT',
  credit: 'nobody',
  bytes: 0,
  sha256: '0',
};
const tiny: StartNetwork = { card, weights: tinyLite(), network: { family: 'efficientnet', ...lite0 } };

async function toEnd(worker: FinetuneWorker): Promise<TrainedEpoch[]> {
  const epochs: TrainedEpoch[] = [];
  do epochs.push(await worker.trainEpoch());
  while (!epochs.at(-1)!.finished);
  return epochs;
}

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
      const outputs = await worker.predictRows(rows(0, count));
      for (let row = 0; row < count; row++) {
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
    const outputs = await worker.predictRows(rows(16, count));
    await worker.startTraining(wild, { ...expected.at(-1)!.state, tensors: best!.tensors });
    expect(await worker.predictRows(rows(16, count))).toEqual(outputs);
    await worker.endTraining();
  });

  it.each(['anew', 'kept'])('of blocks on images seen %s changes them, and leaks nothing', async how => {
    const leaked = await leakedTensors(async () => {
      const keptViews = how === 'kept' ? 2 : undefined;
      const examples = {
        kind: 'pixels',
        sidePx,
        pixels,
        augmentation: usualAugmentation,
        keptViews,
      } as const;
      const seen: Progress[] = [];
      const request = requestOf(examples, { depth: 1 });
      await withJob({ onProgress: progress => seen.push(progress) }, port =>
        worker.startTraining(request, undefined, port),
      );
      await new Promise(resolve => setTimeout(resolve));
      expect(seen.at(-1)).toEqual(
        keptViews && { phase: 'Computing what stays frozen', done: 72, total: 72, unit: 'images' },
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
    const request = requestOf({ kind: 'pixels', sidePx, pixels }, { depth: 'all' });
    await worker.startTraining(request);
    await untrained.startTraining(request);
    expect((await untrained.trainEpoch()).figures).not.toEqual((await worker.trainEpoch()).figures);
    await worker.endTraining();
    await untrained.endTraining();
  });

  it.each(['classes', 'votes', 'number'] as const)(
    'of %s answers for any galaxies, and again after a reload',
    async kind => {
      const leaked = await leakedTensors(async () => {
        const tasks: Record<typeof kind, TrainingTask> = {
          classes: { kind: 'classes', classes: 2, labels },
          votes: {
            kind: 'votes',
            columns: 3,
            questions: [
              { first: 0, count: 2 },
              { first: 2, count: 1 },
            ],
            votes: Float32Array.from({ length: 3 * count }, (_, i) => i % 7),
          },
          number: { kind: 'number', columns: 1, targets: Float32Array.from(labels) },
        };
        const task = tasks[kind];
        await worker.startTraining({ ...ofVectors(), task });
        const { state } = (await toEnd(worker)).at(-1)!;
        const asked = vectors.slice(3 * dimension, 8 * dimension);
        const {
          outputs,
          shares,
          vectors: own,
        } = await worker.predictGalaxies({ kind: 'vectors', vectors: asked });
        expect(own).toBeUndefined();
        const wanted = await worker.predictRows(rows(3, 8));
        for (const [i, value] of wanted.entries()) expect(outputs[i]).toBeCloseTo(value, 5);
        const columns = outputs.length / 5;
        for (let row = 0; row < 5; row++) {
          const [said, share] = [outputs, shares].map(all => all.slice(row * columns, (row + 1) * columns));
          if (kind === 'number') expect(share).toEqual(said);
          if (kind === 'classes') expect(share[0]).toBeCloseTo(1 / (1 + Math.exp(said[1] - said[0])), 6);
          if (kind !== 'votes') continue;
          const alphas = said.map(value => 100 / (1 + Math.exp(-value)) + 1);
          expect(share[1]).toBeCloseTo(alphas[1] / (alphas[0] + alphas[1]), 6);
          expect(share[2]).toBe(1);
        }
        await worker.endTraining();
        const later = createFinetuneWorker(() => tiny);
        await later.openTrained({ task, options, state: structuredClone(state) });
        expect((await later.predictGalaxies({ kind: 'vectors', vectors: asked })).outputs).toEqual(outputs);
        await expect(later.trainEpoch()).rejects.toThrow('got one that was opened');
        await later.endTraining();
      });
      expect(leaked).toBe(0);
    },
  );

  it.each(['tiny', 'random'])('of everything from %s answers with new representations', async name => {
    const leaked = await leakedTensors(async () => {
      const start = { ...tiny, card: { ...card, name } };
      const own = createFinetuneWorker(() => start);
      await own.startTraining(requestOf({ kind: 'pixels', sidePx, pixels }, { depth: 'all' }));
      const { state } = (await toEnd(own)).at(-1)!;
      const wanted = await own.predictRows(rows(0, 5));
      const asked = { kind: 'pixels', sidePx, pixels: pixels.slice(0, 5 * sidePx * sidePx * 3) } as const;
      const during = await own.predictGalaxies(asked);
      await own.endTraining();
      const later = createFinetuneWorker(() => start);
      await later.openTrained({
        task: { kind: 'classes', classes: 2, labels },
        options,
        state: structuredClone(state),
      });
      const after = await later.predictGalaxies(asked);
      expect(after).toEqual(during);
      expect(after.vectors).toHaveLength(5 * dimension);
      for (const [i, value] of wanted.entries()) expect(after.outputs[i]).toBeCloseTo(value, 4);
      await expect(later.predictGalaxies({ kind: 'vectors', vectors })).rejects.toThrow('hand over pixels');
      await later.endTraining();
    });
    expect(leaked).toBe(0);
  });

  it('says what is missing', async () => {
    await expect(worker.predictGalaxies({ kind: 'vectors', vectors })).rejects.toThrow('got none');
    await expect(worker.trainEpoch()).rejects.toThrow('need a training; got none');
    await expect(worker.startTraining(ofVectors({ depth: 2 }))).rejects.toThrow('hand over pixels');
    await expect(worker.startTraining({ ...ofVectors(), train: rows(0, 25) })).rejects.toThrow('got 24');
    const other = createFinetuneWorker(() => ({ ...tiny, network: undefined }));
    await expect(other.startTraining(requestOf({ kind: 'pixels', sidePx, pixels }))).rejects.toThrow(
      'need an EfficientNet-Lite to train from images',
    );
    const b0 = createFinetuneWorker(() => ({ ...tiny, network: { family: 'efficientnet', ...plainB0 } }));
    await expect(b0.startTraining(requestOf({ kind: 'pixels', sidePx, pixels }))).rejects.toThrow(
      'got silu: train the head alone',
    );
    await worker.startTraining(ofVectors());
    await expect(worker.predictRows(rows(0, 25))).rejects.toThrow('need rows below 24; got 24');
    await worker.endTraining();
  });

  it('is exported with its card', async () => {
    const layout = formulaLayout(false);
    const whole: StartNetwork = {
      ...tiny,
      card: { ...card, dimension: 1280 },
      weights: formulaWeights(layout),
    };
    const own = createFinetuneWorker(() => whole);
    const long = Float32Array.from({ length: count * 1280 }, () => random.normal());
    await own.startTraining(requestOf({ kind: 'vectors', vectors: long }));
    const { state } = await own.trainEpoch();
    const told: TrainedCard = {
      title: 'Bright',
      head: { kind: 'classes', classes: ['dark', 'bright'] },
      split: { train: 16, validation: 8, test: 0, seed: 1 },
      figures: [],
    };
    const { finetuned, weights } = readCheckpoint(await own.exportTrained(told));
    expect(finetuned).toMatchObject({
      ...told,
      architecture: card.architecture,
      view: card.view,
      recipe: options,
    });
    expect(finetuned!.parent.title).toBe('Tiny');
    const plain = plainHead(state.best!.tensors, state.standardisation);
    expect(weights.get('head.linear.bias')!.values).toEqual(plain.get('head.linear.bias'));
    await own.endTraining();
  });
});

it('an export loaded by the tensor worker answers as the network that was trained', async () => {
  await useBackend('wasm');
  const worker = createTensorWorker({});
  await expect(worker.startTraining(ofVectors())).rejects.toThrow('need an encoder');
  await expect(worker.trainEpoch()).rejects.toThrow('need a training');
  const told = { title: '', description: '', licence: 'MIT', credit: 'nobody' };
  const fileOf = (name: string, bytes: Uint8Array<ArrayBuffer>): EncoderFile => ({
    ...told,
    name,
    fileName: `${name}.safetensors`,
    blob: new Blob([bytes]),
  });
  const parent = writeSafetensors(formulaWeights(formulaLayout(false)));
  await worker.loadEncoderFile(fileOf('parent', parent));
  const long = Float32Array.from(
    { length: count * 1280 },
    (_, i) => random.normal() + labels[Math.floor(i / 1280)],
  );
  await worker.startTraining(requestOf({ kind: 'vectors', vectors: long }));
  const { state } = await worker.trainEpoch();
  expect(state.figures).toHaveLength(1);
  const logits = await worker.predictRows(rows(0, count));
  const file = await worker.exportTrained({
    title: 'Bright',
    head: { kind: 'classes', classes: ['dark', 'bright'] },
    split: { train: 16, validation: 8, test: 0, seed: 1 },
    figures: [],
  });
  await worker.endTraining();
  const loaded = await worker.loadEncoderFile(fileOf('export', file));
  expect(loaded).toMatchObject({ name: 'export', title: 'Bright', head: { classes: ['dark', 'bright'] } });
  const answers = await worker.answers(long);
  for (let row = 0; row < count; row++) {
    const bright = 1 / (1 + Math.exp(logits[2 * row] - logits[2 * row + 1])); // softmax of two
    expect(answers[2 * row + 1]).toBeCloseTo(bright, 5);
  }
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
