/** `npm run prototypes -- FOLDER NAME…`: writes runs of `npm run distil` into public/prototypes, the first to be shown first; runs named fashion-… into measure/fashion. */
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ShippedPrototypes } from '../src/contracts/distillation/prototypes.ts';
import { createDistil } from '../workers/tensor/distil.ts';
import { createDistilFolder } from './distilFolder.ts';
import { fashionCredit } from './fashionSet.ts';
import { gz2Credit } from './gz2Curated.ts';
import { startNodeBackend } from './nodeEncoder.ts';
import { shippedSet } from './shippedSet.ts';

const shown = new URL('../public/prototypes/', import.meta.url);
/** Fashion-MNIST is a benchmark, nothing to show in an app for galaxies: its sets lie where they are measured. */
const measured = new URL('../measure/fashion/', import.meta.url);
const largestBytes = 2e6; // all sets together: what a visitor may be asked to fetch

const [folder, ...names] = process.argv.slice(2);
try {
  if (!folder || names.length === 0) throw new Error('need FOLDER and the names of its runs; got none.');
  const benchmark = names.every(name => name.startsWith('fashion'));
  const folderOfAll = fileURLToPath(benchmark ? measured : shown);
  await startNodeBackend(() => performance.now());
  mkdirSync(folderOfAll, { recursive: true });
  let total = 0;
  for (const name of names) {
    const worker = createDistil(createDistilFolder(folder), Date.now);
    await worker.resumeDistillation(name);
    const { card: written, bytes } = await shippedSet(
      await worker.prototypes(benchmark ? fashionCredit : gz2Credit),
    );
    await worker.endDistillation();
    writeFileSync(join(folderOfAll, `${name}.json`), `${JSON.stringify(written)}\n`);
    writeFileSync(join(folderOfAll, written.images.file), bytes);
    total += bytes.length + statSync(join(folderOfAll, `${name}.json`)).size;
  }
  const index: ShippedPrototypes = { sets: names };
  writeFileSync(join(folderOfAll, 'index.json'), `${JSON.stringify(index)}\n`);
  console.error(`${names.length} sets of prototypes weigh ${(total / 1e6).toFixed(2)} MB.`);
  if (total > largestBytes) throw new Error(`need at most ${largestBytes / 1e6} MB; ship fewer sets.`);
  process.exit(0); // libraries with worker threads would keep the process alive
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
