import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ClusterCheckpoint, ClusterEpoch } from '../../../src/contracts/clustering/clusters.ts';
import { readShippedClustering, shippedClustering } from '../../../src/data/runs/clusterBytes.ts';
import { type ClusterSettings, usualClusterSettings } from '../../../src/maths/clustering/clusterSettings.ts';
import { adjustedMutualInformation } from '../../../src/maths/clustering/mutualInformation.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';
import {
  type ClusterTraining,
  freshClusterCheckpoint,
  resumeClusterTraining,
} from '../../../src/nets/clustering/clusterTraining.ts';
import { posteriorsOf } from '../../../src/nets/clustering/posteriors.ts';
import { useBackend } from '../device/nodeBackends.ts';
import { leakedTensors } from '../leakedTensors.ts';

const sidePx = 16;
const shape = { inputs: sidePx * sidePx, encodesPixels: true, sidePx, latents: 4, components: 3 };
const settings: ClusterSettings = {
  ...usualClusterSettings,
  flips: true, // random numbers that a training taken up within an epoch has to draw again
  ...{ latents: 4, components: 3, batchSize: 30, warmUpEpochs: 2, annealingEpochs: 1, staticEpochs: 1 },
};
const galaxies = 180;

/** Three kinds of blob: round, long across and long down, each a little moved and of its own brightness. */
function blobs(): { pictures: Float32Array; kinds: number[] } {
  const random = createRandom(3);
  const kinds = Array.from({ length: galaxies }, (_, i) => i % 3);
  const pictures = new Float32Array(galaxies * shape.inputs);
  for (const [i, kind] of kinds.entries()) {
    const [x0, y0, peak] = [
      7.5 + 0.3 * random.normal(),
      7.5 + 0.3 * random.normal(),
      0.8 + 0.1 * random.uniform(),
    ];
    const [across, down] = [
      [2.5, 2.5],
      [4.5, 1.2],
      [1.2, 4.5],
    ][kind];
    for (let pixel = 0; pixel < shape.inputs; pixel++) {
      const [x, y] = [pixel % sidePx, Math.floor(pixel / sidePx)];
      const far = ((x - x0) / across) ** 2 + ((y - y0) / down) ** 2;
      pictures[i * shape.inputs + pixel] = peak * Math.exp(-far / 2) + 0.02 * random.normal();
    }
  }
  return { pictures, kinds };
}

const { pictures, kinds } = blobs();
const data = { inputs: pictures, pictures };

async function epochOf(training: ClusterTraining): Promise<ClusterEpoch> {
  for (;;) {
    const note = await training.step();
    if (note) return note;
  }
}

function fresh(): ClusterCheckpoint {
  const steps = freshClusterCheckpoint(shape, settings, 1, data);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

describe('a training of a clustering network', () => {
  beforeAll(() => useBackend('wasm'));

  it('finds the kinds of blob, without leaving tensors, and comes back in 16 bits', async () => {
    const leaked = await leakedTensors(async () => {
      const training = resumeClusterTraining(fresh(), data);
      while (!training.finished) await epochOf(training);
      const [first, , , last] = training.epochs;
      expect(last.pictureError).toBeLessThan(first.pictureError * 1.05);
      expect(last.inUse).toBeGreaterThan(2.5);
      expect(last.information).toBeGreaterThan(0.9); // of ln 3 = 1.10 nats
      const labelsOf = (responsibilities: Float32Array) =>
        Array.from({ length: galaxies }, (_, i) => {
          const row = responsibilities.subarray(3 * i, 3 * i + 3);
          return row.indexOf(Math.max(...row));
        });
      const { responsibilities } = await posteriorsOf(training.network, pictures);
      expect(adjustedMutualInformation(labelsOf(responsibilities), kinds)).toBeGreaterThan(0.9);
      const kept = await training.checkpoint();
      training.dispose();
      const back = readShippedClustering(shippedClustering({ ...kept }));
      for (const [name, { values }] of kept.weights) {
        const found = back.weights.get(name)!.values;
        const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-3);
        for (const [at, value] of values.entries()) {
          expect(Math.abs(found[at] - value)).toBeLessThan(2e-3 * largest);
        }
      }
    });
    expect(leaked).toBe(0);
  });

  it('is the same whether it was interrupted or not', async () => {
    const whole = resumeClusterTraining(fresh(), data);
    while (!whole.finished) await epochOf(whole);
    const uninterrupted = await whole.checkpoint();
    whole.dispose();
    let kept = fresh();
    while (kept.epochs.length < 4) {
      const part = resumeClusterTraining(structuredClone(kept), data);
      for (let i = 0; i < 4 && !part.finished; i++) await part.step(); // of six an epoch: most stretches end within one
      kept = await part.checkpoint();
      part.dispose();
    }
    expect(kept.epochs).toEqual(uninterrupted.epochs);
    for (const [name, { values }] of uninterrupted.weights) {
      expect(kept.weights.get(name)!.values, name).toEqual(values);
    }
    expect(tf.memory().numTensors).toBeLessThan(5);
  });

  it('sets a component anew that holds nothing', async () => {
    const start = fresh();
    const warm = resumeClusterTraining(start, data);
    for (let epoch = 0; epoch < 3; epoch++) await epochOf(warm);
    const kept = await warm.checkpoint();
    warm.dispose();
    kept.weights.get('mixture.means')!.values.fill(50, 0, 4); // the first component, far from every galaxy
    const long = { ...kept, settings: { ...settings, staticEpochs: 3 } };
    const training = resumeClusterTraining(long, data);
    const { revived } = await epochOf(training);
    expect(revived).toBe(1);
    await epochOf(training);
    expect(training.epochs.at(-1)!.inUse).toBeGreaterThan(1.5);
    training.dispose();
  });
});
