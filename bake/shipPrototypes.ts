/** `npm run prototypes -- FOLDER NAME…`: writes runs of `npm run distil` into public/prototypes, the first to be shown first. */
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PrototypeFrame, ShippedPrototypes } from '../src/contracts/prototypes.ts';
import { type UnwrittenCard, writePrototypes } from '../src/data/prototypeFiles.ts';
import { createDistil } from '../workers/tensor/distil.ts';
import { createDistilFolder } from './distilFolder.ts';
import { gz2Credit } from './gz2Curated.ts';
import { startNodeBackend } from './nodeEncoder.ts';

const folderOfAll = fileURLToPath(new URL('../public/prototypes/', import.meta.url));
const largestBytes = 2e6; // all sets together: what a visitor may be asked to fetch
/** Frames kept: of one image a class to see them form, of more, which weigh as many times more, the result alone. */
const mostFrames = { watched: 8, other: 3, many: 1 };
const digits = 4; // of a curve: finer than a screen shows it

const [folder, ...names] = process.argv.slice(2);
try {
  if (!folder || names.length === 0) throw new Error('need FOLDER and the names of its runs; got none.');
  await startNodeBackend(() => performance.now());
  mkdirSync(folderOfAll, { recursive: true });
  let total = 0;
  for (const name of names) {
    const worker = createDistil(createDistilFolder(folder), Date.now);
    await worker.resumeDistillation(name);
    const { card, frames, averages } = await worker.prototypes(gz2Credit);
    await worker.endDistillation();
    const { images: _, ...plain } = card;
    const { imagesPerClass, method } = card.settings;
    const kind = imagesPerClass > 1 ? 'many' : method === 'stm' ? 'watched' : 'other';
    const { card: written, bytes } = await writePrototypes(
      rounded(plain),
      spread(frames, mostFrames[kind]),
      averages,
    );
    writeFileSync(join(folderOfAll, `${name}.json`), `${JSON.stringify(written)}\n`);
    writeFileSync(join(folderOfAll, written.images.file), bytes);
    total += bytes.length + statSync(join(folderOfAll, `${name}.json`)).size;
  }
  const index: ShippedPrototypes = { sets: names };
  // Fashion-MNIST is a benchmark, nothing to show in an app for galaxies: its sets have an index of their own.
  const benchmark = names.every(name => name.startsWith('fashion'));
  writeFileSync(
    join(folderOfAll, benchmark ? 'fashion-index.json' : 'index.json'),
    `${JSON.stringify(index)}\n`,
  );
  console.error(`${names.length} sets of prototypes weigh ${(total / 1e6).toFixed(2)} MB.`);
  if (total > largestBytes) throw new Error(`need at most ${largestBytes / 1e6} MB; ship fewer sets.`);
  process.exit(0); // libraries with worker threads would keep the process alive
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

function rounded(card: UnwrittenCard): UnwrittenCard {
  const iterations = card.iterations.map(made => {
    const few = Object.entries(made).map(([key, value]) => [
      key,
      typeof value === 'number' ? Number(value.toPrecision(digits)) : value,
    ]);
    return { ...made, ...Object.fromEntries(few) };
  });
  return { ...card, iterations };
}

/** The first, the last, and some evenly between. */
function spread(frames: readonly PrototypeFrame[], most: number): PrototypeFrame[] {
  if (most === 1) return frames.slice(-1);
  if (frames.length <= most) return [...frames];
  return Array.from({ length: most }, (_, i) => frames[Math.round((i * (frames.length - 1)) / (most - 1))]);
}
