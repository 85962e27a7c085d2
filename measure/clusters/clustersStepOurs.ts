/** `clustersStepOurs.ts BATCH SIDE TIMED`: seconds of our training steps, as JSON on its last line. */
import * as tf from '@tensorflow/tfjs-core';
import { startNodeBackend } from '../../bake/nodeEncoder.ts';
import { freshClusterWeights } from '../../src/maths/clustering/clusterShape.ts';
import { createRandom } from '../../src/maths/statistics/random.ts';
import { createClusterNetwork } from '../../src/nets/clustering/clusterNetwork.ts';
import { clusterStep } from '../../src/nets/clustering/clusterStep.ts';
import { createAdamW } from '../../src/nets/training/adamW.ts';
import type { TimedSteps } from '../command/stepsBesideTorch.ts';

const [batch, sidePx, timed] = process.argv.slice(2).map(Number);
await startNodeBackend(() => performance.now());
const pixels = sidePx * sidePx;
const shape = { inputs: pixels, encodesPixels: true, sidePx, latents: 20, components: 12 };
const network = createClusterNetwork(shape, freshClusterWeights(shape, 1));
const optimiser = createAdamW({ weightDecay: 0 });
const random = createRandom(1);
const noise = (columns: number) =>
  tf.tensor2d(
    Float32Array.from({ length: batch * columns }, () => random.normal()),
    [batch, columns],
  );
const pictures = noise(pixels);
const given = { inputs: pictures, pictures, noise: noise(20), prior: 'mixture' as const, weight: 1 };

const told: TimedSteps = { seconds: [], processorSeconds: [] };
for (let i = 0; i <= timed; i++) {
  const [from, before] = [performance.now(), process.cpuUsage()];
  await clusterStep(network, optimiser, given, { names: network.learning, rate: 1e-3, longest: 200 });
  const { user, system } = process.cpuUsage(before); // microseconds
  if (i === 0) continue; // packs weights, grows the memory
  told.seconds.push((performance.now() - from) / 1000);
  told.processorSeconds.push((user + system) / 1e6);
}
console.log(JSON.stringify(told));
process.exit(0);
