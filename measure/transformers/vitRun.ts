/** `vitRun.ts FILE NETWORK SEED WEIGHTED SECONDS`: trains so many seconds of the processor and prints how well the test split is told. */
import { readFileSync } from 'node:fs';
import { deserialize } from 'node:v8';
import { startNodeBackend } from '../../bake/nodeEncoder.ts';
import { type ComparedName, classTraining, judgedClasses } from '../../bake/transformers/classTraining.ts';
import type { ClassedGalaxies } from '../../bake/transformers/sixClasses.ts';

/** What a run tells. */
export interface VitRun {
  accuracy: number;
  balancedAccuracy: number;
  imagesPerSecond: number;
}

const [file, network, seed, weighted, seconds] = process.argv.slice(2);
const galaxies = deserialize(readFileSync(file)) as ClassedGalaxies;
await startNodeBackend(() => performance.now());
const training = await classTraining(galaxies, {
  network: network as ComparedName,
  seed: Number(seed),
  weighted: weighted === 'true',
});
let [shown, taken] = [0, 0];
while (taken < Number(seconds)) {
  const before = process.cpuUsage();
  const { figures } = await training.step();
  const { user, system } = process.cpuUsage(before); // microseconds
  taken += (user + system) / 1e6;
  shown += 32; // scratchRecipe's batch; the last of an epoch may be smaller, and validates: its time counts too
  if (figures) console.error(`${network} ${seed}: ${JSON.stringify(figures)}`);
}
const { test } = galaxies.parts;
const judged = judgedClasses(
  await training.predict(test),
  Array.from(test, row => galaxies.labels[row]),
);
console.log(JSON.stringify({ ...judged, imagesPerSecond: shown / taken } satisfies VitRun));
process.exit(0);
