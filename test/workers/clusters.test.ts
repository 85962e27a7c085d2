import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ClusterCheckpoint, ClusterRequest } from '../../src/contracts/clustering/clusters.ts';
import type { ClusterShelf } from '../../src/data/runs/clusterRuns.ts';
import { usualClusterSettings } from '../../src/maths/clustering/clusterSettings.ts';
import { logSumExp } from '../../src/maths/clustering/diagonalMixture.ts';
import { createRandom } from '../../src/maths/statistics/random.ts';
import { createClusters } from '../../workers/tensor/clusters.ts';
import { useBackend } from '../nets/device/nodeBackends.ts';

const sidePx = 16;
const count = 96;

function request(key: string): ClusterRequest {
  const random = createRandom(4);
  const pictures = Uint8Array.from({ length: count * sidePx ** 2 }, (_, at) => {
    const pixel = at % sidePx ** 2;
    const [x, y] = [(pixel % sidePx) - 7.5, Math.floor(pixel / sidePx) - 7.5];
    const wide = Math.floor(at / sidePx ** 2) % 2 === 0 ? 4 : 1.5;
    return 220 * Math.exp(-((x / wide) ** 2 + (y / 2) ** 2) / 2) + 10 * random.uniform();
  });
  return {
    ...{ key, title: 'blobs', kind: 'standardised', seed: 2, sidePx, mask: true, turn: true },
    settings: {
      ...usualClusterSettings,
      ...{ latents: 3, components: 2, batchSize: 16, warmUpEpochs: 1, annealingEpochs: 1, staticEpochs: 1 },
    },
    source: { catalogue: 'blobs', catalogueKey: 'blobs', words: 'all', count, uncovered: [] },
    galaxies: {
      pictures,
      ids: Array.from({ length: count }, (_, i) => String(i)),
      nuisances: new Float32Array(count * 6),
    },
  };
}

/** A shelf in memory that copies what it is given, as the browser's does. */
function memoryShelf() {
  const requests = new Map<string, ClusterRequest>();
  const checkpoints = new Map<string, ClusterCheckpoint>();
  const shelf: ClusterShelf = {
    list: async () => ({ items: [], setAside: 0 }),
    begin: async made => void requests.set(made.key, made),
    request: async key => requests.get(key),
    checkpoint: async key => structuredClone(checkpoints.get(key)),
    examples: async () => undefined,
    putCheckpoint: async (key, checkpoint) => void checkpoints.set(key, structuredClone(checkpoint)),
    results: async () => undefined,
    putResults: async () => undefined,
    edits: async () => undefined,
    putEdits: async () => undefined,
    remove: async () => undefined,
  };
  return { shelf, checkpoints };
}

describe('the clustering calls of the tensor worker', () => {
  beforeAll(() => useBackend('wasm'));

  it('train the same network however often they are interrupted, and leave no tensor', async () => {
    const before = tf.memory().numTensors;
    const whole = memoryShelf();
    let seconds = 0;
    const clusters = createClusters(whole.shelf, () => 1000 * seconds++);
    await clusters.startClustering(request('whole'));
    let stretch = await clusters.trainClusters(6000);
    expect(stretch.finished).toBe(true);
    expect(stretch.step).toBe(stretch.steps);
    expect(stretch.computingSeconds).toBe(stretch.steps); // the clock is looked at before and after each
    expect(stretch.waitingSeconds).toBeGreaterThanOrEqual(stretch.steps - 1);
    expect(stretch.computingSeconds + stretch.waitingSeconds).toBeLessThan(seconds);
    await clusters.endClustering();

    const parts = memoryShelf();
    let nowMs = 0;
    const broken = createClusters(parts.shelf, () => (nowMs += 4000)); // a checkpoint every third look at the clock
    await broken.startClustering(request('parts'));
    for (let visit = 0; visit < 100; visit++) {
      stretch = await broken.trainClusters(0.001);
      await broken.endClustering(); // as a reload does
      if (stretch.finished) break;
      const { epochs } = await broken.resumeClustering('parts');
      expect(epochs).toEqual(stretch.epochs);
    }
    const [a, b] = [whole.checkpoints.get('whole')!, parts.checkpoints.get('parts')!];
    expect(b.epochs).toEqual(a.epochs);
    for (const [name, { values }] of a.weights) expect(b.weights.get(name)!.values, name).toEqual(values);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('tell galaxies apart, and say the same again from the weights alone', async () => {
    const { shelf } = memoryShelf();
    const clusters = createClusters(shelf, Date.now);
    const made = request('told');
    await clusters.startClustering(made);
    await clusters.trainClusters(60);
    const told = await clusters.describeRun();
    const portrait = await clusters.portrayClusters();
    const model = await clusters.clusterModel();
    await clusters.openClusters(model);
    const again = await clusters.describeClusters({ pictures: made.galaxies.pictures });
    for (const name of ['codes', 'responsibilities', 'surprise', 'errors'] as const) {
      for (const [at, value] of told[name].entries())
        expect(Math.abs(again[name][at] - value)).toBeLessThan(1e-4 * Math.abs(value) + 1e-5);
    }
    expect(logSumExp(portrait.mixture.logWeights)).toBeCloseTo(0, 6);
    for (let i = 0; i < count; i++) {
      expect(told.responsibilities[2 * i] + told.responsibilities[2 * i + 1]).toBeCloseTo(1, 5);
    }
    const means = await clusters.paintClusters(Float32Array.from(portrait.mixture.means));
    for (const [at, value] of means.entries()) expect(value).toBeCloseTo(portrait.means[at], 4);
    await clusters.endClustering();
  });

  it('refuse settings that cannot be trained with', async () => {
    const { shelf } = memoryShelf();
    const refused = request('refused');
    refused.settings = { ...refused.settings, latents: 60 };
    await expect(createClusters(shelf, Date.now).startClustering(refused)).rejects.toThrow(
      /Need 120 galaxies or more for 2 clusters of 60 latents; got 96/,
    );
    await expect(createClusters(shelf, Date.now).resumeClustering('nobody')).rejects.toThrow(
      /need a clustering that is kept; got nobody/,
    );
  });
});
