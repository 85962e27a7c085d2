/**
 * `npm run simulate -- --output FILE`: a simulated survey with its votes as a Parquet table, for pretrain/. Options:
 * `--count 3000`, `--seed 2`, `--rings` for galaxies with a ring only, which are 1 in 11, `--survey decals` for deeper images in
 * Galaxy Zoo DECaLS's colours, two disks in five with an outer ring. No oddity is planted, and the embedded sky's own seed is refused: that sky stays unseen.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ByteWriter } from 'hyparquet-writer';
import { writeCatalogue } from '../src/data/catalogues/catalogueWriter.ts';
import { skyRow } from '../src/sky/columns.ts';
import { hasRing, simulateGalaxy } from '../src/sky/simulateGalaxy.ts';
import { startJpegEncoder } from './jpegEncoder.ts';
import { ProgressLine } from './progressLine.ts';
import { shippedSeed } from './shippedSeed.ts';
import { skyColumns } from './skyColumns.ts';
import { type SkyImage, skyJpegQuality } from './skyImages.ts';

const sidePx = 160; // as the real galaxies it is mixed with
const line = new ProgressLine(() => performance.now());
try {
  const { values } = parseArgs({
    options: {
      count: { type: 'string', default: '3000' },
      seed: { type: 'string', default: '2' },
      rings: { type: 'boolean', default: false },
      survey: { type: 'string', default: 'sdss' },
      output: { type: 'string' },
    },
  });
  const [count, seed] = [Number(values.count), Number(values.seed)];
  const { survey } = values;
  if (survey !== 'sdss' && survey !== 'decals')
    throw new Error(`need --survey sdss or decals; got ${survey}.`);
  if (!values.output) throw new Error('need --output FILE.parquet; got none.');
  if (!(count >= 1) || !(seed >= 0)) throw new Error(`need --count ≥ 1, --seed ≥ 0; got ${count}, ${seed}.`);
  if (seed === shippedSeed) throw new Error(`need another seed than the embedded sky's; got ${seed}.`);

  const encodeJpeg = await startJpegEncoder();
  const galaxies: SkyImage[] = [];
  for (let index = 0; galaxies.length < count; index++) {
    if (values.rings && !hasRing(seed, index, survey)) continue;
    const galaxy = simulateGalaxy(seed, index, { sidePx, oddity: null, survey });
    const jpeg = await encodeJpeg(galaxy.image, sidePx, skyJpegQuality);
    galaxies.push({ row: { ...skyRow(galaxy), id: `simulated-${survey}-${seed}-${galaxies.length}` }, jpeg });
    line.show({ phase: 'Simulating', done: galaxies.length, total: count, unit: 'galaxies' });
  }
  const writer = new ByteWriter();
  await writeCatalogue(writer, {
    ids: galaxies.map(({ row }) => String(row.id)),
    columns: skyColumns(galaxies.map(({ row }) => row)),
    notes: { name: `Simulated survey, seed ${seed}`, simulated: true, credit: 'Simulated by Morphospace.' },
    images: async (start, end) =>
      galaxies.slice(start, end).map(({ row, jpeg }) => ({ bytes: jpeg, path: `${row.id}.jpg` })),
  });
  writeFileSync(values.output, new Uint8Array(writer.getBuffer()));
  line.say(`${values.output} holds ${count} simulated ${count === 1 ? 'galaxy' : 'galaxies'}.`);
} catch (error) {
  line.say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
