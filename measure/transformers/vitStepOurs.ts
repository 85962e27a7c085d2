/** `vitStepOurs.ts BATCH TIMED`: seconds of training steps of ViT-micro with its head, as JSON on its last line. */
import { startNodeBackend } from '../../bake/nodeEncoder.ts';
import { architectures } from '../../src/maths/architectures/architecture.ts';
import { freshWeights } from '../../src/maths/architectures/freshWeights.ts';
import { createRandom } from '../../src/maths/statistics/random.ts';
import { scratchRecipe } from '../../src/maths/statistics/trainingRecipe.ts';
import { createArchitecture } from '../../src/nets/architectures/createArchitecture.ts';
import { createTraining } from '../../src/nets/training/training.ts';
import { pixelInputs } from '../../src/nets/training/trainingInputs.ts';
import type { TimedSteps } from '../command/stepsBesideTorch.ts';

const [batch, timed] = process.argv.slice(2).map(Number);
await startNodeBackend(() => performance.now());
const { vitMicro } = architectures;
const encoder = createArchitecture(vitMicro, freshWeights(vitMicro, 1));
const random = createRandom(1);
const { sidePx } = vitMicro;
const steps = timed + 2; // the last ends the epoch and validates
const count = batch * steps;
const pixels = Uint8Array.from({ length: count * sidePx * sidePx * 3 }, () => random.integer(256));
const rows = Uint32Array.from({ length: count }, (_, row) => row);
const training = await createTraining({
  inputs: pixelInputs(pixels, sidePx),
  task: { kind: 'classes', classes: 6, labels: Uint8Array.from(rows, row => row % 6) },
  train: rows,
  validation: rows.subarray(0, batch),
  options: { ...scratchRecipe, batchSize: batch, depth: 'all', seed: 1 },
  encoder,
  dimension: encoder.dimension,
});

const told: TimedSteps = { seconds: [], processorSeconds: [] };
for (let i = 0; i <= timed; i++) {
  const [from, before] = [performance.now(), process.cpuUsage()];
  await training.step();
  const { user, system } = process.cpuUsage(before); // microseconds
  if (i === 0) continue; // grows the memory
  told.seconds.push((performance.now() - from) / 1000);
  told.processorSeconds.push((user + system) / 1e6);
}
console.log(JSON.stringify(told));
process.exit(0);
