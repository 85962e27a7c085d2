/** `distilStepOurs.ts N SIDE WIDTH CLASSES TIMED`: seconds and peak memory of our outer steps, as JSON on its last line. */
import { fileURLToPath } from 'node:url';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { createRandom } from '../../src/maths/statistics/random.ts';
import { createStudentNetwork } from '../../src/nets/distillation/studentNetwork.ts';
import { freshStudent } from '../../src/nets/distillation/studentShape.ts';
import { matchingGradient } from '../../src/nets/distillation/trajectoryMatching.ts';
import type { DistilStepRun } from './distilStep.ts';

const [steps, sidePx, width, classes, timed] = process.argv.slice(2).map(Number);
setWasmPaths(
  fileURLToPath(new URL('../../node_modules/@tensorflow/tfjs-backend-wasm/wasm-out/', import.meta.url)),
);
if (!(await tf.setBackend('wasm'))) throw new Error("need tfjs's WASM backend to start; it did not");
await tf.ready();

const shape = { sidePx, channels: 3, classes, width };
const random = createRandom(1);
const start = freshStudent(shape, 1);
const pixels = Float32Array.from({ length: classes * sidePx * sidePx * 3 }, () => random.normal());
const matching = {
  network: createStudentNetwork(shape),
  start: tf.tensor1d(start),
  target: tf.tensor1d(start.map(value => value + 0.01 * random.normal())),
  images: tf.tensor4d(pixels, [classes, sidePx, sidePx, 3]),
  targets: tf.eye(classes),
  batches: Array.from({ length: steps }, () => ({})),
  logStepSize: Math.log(0.02),
};

const told: DistilStepRun = { seconds: [], processorSeconds: [], peakMb: 0 };
for (let i = 0; i <= timed; i++) {
  const [from, before] = [performance.now(), process.cpuUsage()];
  const { images } = await matchingGradient(matching);
  await images.data();
  images.dispose();
  const { user, system } = process.cpuUsage(before); // microseconds
  if (i === 0) continue; // packs weights, grows the memory
  told.seconds.push((performance.now() - from) / 1000);
  told.processorSeconds.push((user + system) / 1e6);
}
told.peakMb = process.resourceUsage().maxRSS / 1000; // kilobytes
console.log(JSON.stringify(told));
process.exit(0);
