import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FinetuneWorker, TrainedCard, TrainingTask } from '../../src/contracts/finetune.ts';
import type { EncoderFile } from '../../src/contracts/tensor.ts';
import { readCheckpoint } from '../../src/data/weights/formats/checkpoint.ts';
import { writeSafetensors } from '../../src/data/weights/formats/safetensorsWriter.ts';
import { plainHead } from '../../src/nets/training/trainableHead.ts';
import { createFinetuneWorker } from '../../workers/tensor/finetune.ts';
import type { StartNetwork } from '../../workers/tensor/startNetwork.ts';
import { createTensorWorker } from '../../workers/tensor/tensorWorker.ts';
import { useBackend } from '../nets/device/nodeBackends.ts';
import { formulaLayout, formulaWeights } from '../nets/formulaWeights.ts';
import { leakedTensors } from '../nets/leakedTensors.ts';
import {
  card,
  dimension,
  labels,
  ofVectors,
  options,
  pixels,
  random,
  rows,
  tiny,
  tinyCount,
  tinySidePx,
  toEnd,
  trainingRequestOf,
  vectors,
} from './tinyTraining.ts';

describe('what was trained in the worker', () => {
  let worker: FinetuneWorker;
  beforeAll(() => useBackend('wasm'));
  beforeEach(() => {
    worker = createFinetuneWorker(() => tiny);
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
            votes: Float32Array.from({ length: 3 * tinyCount }, (_, i) => i % 7),
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
      await own.startTraining(
        trainingRequestOf({ kind: 'pixels', sidePx: tinySidePx, pixels }, { depth: 'all' }),
      );
      const { state } = (await toEnd(own)).at(-1)!;
      const wanted = await own.predictRows(rows(0, 5));
      const asked = {
        kind: 'pixels',
        sidePx: tinySidePx,
        pixels: pixels.slice(0, 5 * tinySidePx * tinySidePx * 3),
      } as const;
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

  it('is exported with its card', async () => {
    const layout = formulaLayout(false);
    const whole: StartNetwork = {
      ...tiny,
      card: { ...card, dimension: 1280 },
      weights: formulaWeights(layout),
    };
    const own = createFinetuneWorker(() => whole);
    const long = Float32Array.from({ length: tinyCount * 1280 }, () => random.normal());
    await own.startTraining(trainingRequestOf({ kind: 'vectors', vectors: long }));
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
    { length: tinyCount * 1280 },
    (_, i) => random.normal() + labels[Math.floor(i / 1280)],
  );
  await worker.startTraining(trainingRequestOf({ kind: 'vectors', vectors: long }));
  const { state } = await worker.trainEpoch();
  expect(state.figures).toHaveLength(1);
  const logits = await worker.predictRows(rows(0, tinyCount));
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
  for (let row = 0; row < tinyCount; row++) {
    const bright = 1 / (1 + Math.exp(logits[2 * row] - logits[2 * row + 1])); // softmax of two
    expect(answers[2 * row + 1]).toBeCloseTo(bright, 5);
  }
  const former = await worker.loadEncoderFile(fileOf('parent', parent));
  const other = parent.slice();
  other[other.length - 1] ^= 1; // of another training: one name, one size
  const namesake = await worker.loadEncoderFile(fileOf('parent', other));
  expect(namesake.bytes).toBe(former.bytes);
  expect(namesake.sha256).not.toBe(former.sha256);
});
