/**
 * `vitRun.ts FILE NETWORK SEED WEIGHTED SECONDS LABELS`: trains so many seconds of the processor and prints how well the test
 * split is told. LABELS: of how many train galaxies it learns, drawn by the seed; 0: of all.
 */
import { readFileSync } from 'node:fs';
import { deserialize } from 'node:v8';
import { startNodeBackend } from '../../bake/nodeEncoder.ts';
import { type ComparedName, classTraining, judgedClasses } from '../../bake/transformers/classTraining.ts';
import type { ClassedGalaxies } from '../../bake/transformers/sixClasses.ts';
import { createRandom } from '../../src/maths/statistics/random.ts';
import { keptWeights } from '../sources/keptNetworks.ts';

/** What a run tells. */
export interface VitRun {
  accuracy: number;
  balancedAccuracy: number;
  imagesPerSecond: number;
}

const [file, contender, seed, weighted, seconds, labels] = process.argv.slice(2);
const galaxies = deserialize(readFileSync(file)) as ClassedGalaxies;
const begun = contender === 'vitFromSelfSupervised';
const network = begun ? 'vit' : contender;
if (Number(labels) > 0) {
  const { train } = galaxies.parts;
  galaxies.parts.train = createRandom(Number(seed)).shuffle(train.slice()).slice(0, Number(labels));
}
await startNodeBackend(() => performance.now());
const training = await classTraining(galaxies, {
  network: network as ComparedName,
  seed: Number(seed),
  weighted: weighted === 'true',
  ...(begun && { weights: keptWeights('dino') }),
});
let [shown, taken] = [0, 0];
while (taken < Number(seconds)) {
  const before = process.cpuUsage();
  const { figures } = await training.step();
  const { user, system } = process.cpuUsage(before); // microseconds
  taken += (user + system) / 1e6;
  shown += 32; // scratchRecipe's batch; the last of an epoch may be smaller, and validates: its time counts too
  if (figures) console.error(`${contender} ${seed}: ${JSON.stringify(figures)}`);
}
const { test } = galaxies.parts;
const judged = judgedClasses(
  await training.predict(test),
  Array.from(test, row => galaxies.labels[row]),
);
console.log(JSON.stringify({ ...judged, imagesPerSecond: shown / taken } satisfies VitRun));
process.exit(0);
