import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ByteWriter } from 'hyparquet-writer';
import type { BakedFile, BakedManifest } from '../src/contracts/baked.ts';
import { encodeFloat16 } from '../src/data/bytes/float16.ts';
import { sha256Of } from '../src/data/bytes/sha256.ts';
import { packComponents } from '../src/data/catalogues/bakedCatalogue.ts';
import { type CatalogueToWrite, writeCatalogue } from '../src/data/catalogues/catalogueWriter.ts';
import { defaultWeights } from '../src/data/weights/shelf/shippedWeights.ts';
import type { BakeReporter } from './bakeCatalogue.ts';
import { startJpegEncoder } from './jpegEncoder.ts';
import { mapOf } from './mapOf.ts';
import { loadNodeEncoder, startNodeBackend } from './nodeEncoder.ts';
import { nodeIngest } from './nodeIngest.ts';
import { representationsOf } from './representations.ts';
import { skyColumns } from './skyColumns.ts';
import { type SkyImage, skyImages } from './skyImages.ts';

interface SkyOptions {
  /** Galaxies in the survey. */
  count: number;
  seed: number;
  /** Folder the three files are written into; made if it is not there. */
  folder: string;
}

const componentsKept = 64;

const largestBytes = 12e6; // what a visitor may be asked to fetch

/**
 * Simulates the embedded sky, represents and maps it, and writes sky.json, sky.parquet, sky.components.bin and, where the
 * weights have a head, sky.answers.bin.
 */
export async function bakeSky(
  { count, seed, folder }: SkyOptions,
  reporter: BakeReporter,
  clock: () => number,
): Promise<BakedManifest> {
  const show: BakeReporter['show'] = progress => reporter.show(progress);
  const galaxies: SkyImage[] = [];
  for await (const galaxy of skyImages(count, seed, await startJpegEncoder())) {
    galaxies.push(galaxy);
    show({ phase: 'Simulating', done: galaxies.length, total: count, unit: 'galaxies' });
  }
  const catalogue = catalogueOf(galaxies);

  // The pictures go through the reader of the app, so that the representations are those a browser would compute.
  const ingest = nodeIngest();
  const file = new File([await parquetOf(catalogue)], 'sky.parquet');
  const { handle } = await ingest.open({ kind: 'file', file });
  await startNodeBackend(clock);
  const encoder = await loadNodeEncoder(defaultWeights);
  const { matrix, answers, problems } = await representationsOf(ingest, handle, count, encoder, show);
  encoder.encoder.dispose();
  if (problems.length > 0) throw new Error(`need every picture to be readable; got ${problems[0].sentence}`);
  const { components, basis, positions } = await mapOf(matrix, componentsKept, show, clock);

  const table = await parquetOf({ ...catalogue, positions });
  const packed = packComponents({
    mean: basis.mean,
    axes: basis.axes.values,
    values: components.matrix.values,
  });
  const said = answers && new Uint8Array(encodeFloat16(answers.values));
  const manifest: BakedManifest = {
    format: 'morphospace-baked-1',
    name: catalogue.notes.name ?? '',
    simulated: true,
    credit: catalogue.notes.credit ?? '',
    rows: count,
    weights: encoder.manifest.name,
    weightsSha256: encoder.manifest.sha256,
    table: await baked('sky.parquet', new Uint8Array(table)),
    components: {
      ...(await baked('sky.components.bin', packed)),
      dimension: matrix.columns,
      count: components.matrix.columns,
      explainedVarianceRatio: Array.from(components.explainedVarianceRatio, share =>
        Number(share.toFixed(6)),
      ),
    },
    ...(said &&
      encoder.head && { answers: { ...(await baked('sky.answers.bin', said)), head: encoder.head.card } }),
  };
  const bytes = table.byteLength + packed.length + (said?.length ?? 0);
  if (bytes > largestBytes) {
    throw new Error(
      `need at most ${largestBytes / 1e6} MB in ${folder}; got ${(bytes / 1e6).toFixed(1)} MB: simulate fewer galaxies or lower the JPEG quality.`,
    );
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, manifest.table.file), new Uint8Array(table));
  writeFileSync(join(folder, manifest.components.file), packed);
  if (said && manifest.answers) writeFileSync(join(folder, manifest.answers.file), said);
  writeFileSync(join(folder, 'sky.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

function catalogueOf(galaxies: readonly SkyImage[]): CatalogueToWrite {
  return {
    ids: galaxies.map(({ row }) => String(row.id)),
    columns: skyColumns(galaxies.map(({ row }) => row)),
    notes: {
      name: 'Simulated sky',
      simulated: true,
      credit:
        'Simulated by Morphospace in the manner of SDSS and Galaxy Zoo 2. Every galaxy, vote and position is made up.',
    },
    images: async (start, end) =>
      galaxies.slice(start, end).map(({ row, jpeg }) => ({ bytes: jpeg, path: `${row.id}.jpg` })),
  };
}

async function parquetOf(catalogue: CatalogueToWrite): Promise<ArrayBuffer> {
  const writer = new ByteWriter();
  await writeCatalogue(writer, catalogue);
  return writer.getBuffer();
}

async function baked(file: string, bytes: Uint8Array<ArrayBuffer>): Promise<BakedFile> {
  return { file, bytes: bytes.length, sha256: await sha256Of(bytes) };
}
