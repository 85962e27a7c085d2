import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { ByteWriter } from 'hyparquet-writer';
import { nodeCodecs } from '../../bake/nodeCodecs.ts';
import { nodeIngest } from '../../bake/nodeIngest.ts';
import type { OpenedCatalogue } from '../../src/contracts/ingest.ts';
import { archiveMembers } from '../../src/data/archives/archive.ts';
import { bytesOfBuffer } from '../../src/data/bytes/byteSource.ts';
import { UnreadableError } from '../../src/data/bytes/unreadable.ts';
import { writeCatalogue } from '../../src/data/catalogues/catalogueWriter.ts';
import { openFits } from '../../src/data/fits/fitsFile.ts';
import { readPixels } from '../../src/data/fits/images/imagePixels.ts';
import { readAsciiTable } from '../../src/data/fits/tables/asciiTable.ts';
import { readBinaryTable } from '../../src/data/fits/tables/binaryTable.ts';
import { ImageDecoder } from '../../src/data/images/imageDecoder.ts';
import { writeRatingsCsv } from '../../src/data/searches/ratingsCsv.ts';
import { writeRatingsVotable } from '../../src/data/searches/ratingsVotable.ts';
import { readRatings } from '../../src/data/searches/readRatings.ts';
import { readTextTable } from '../../src/data/tables/textTable.ts';
import { readCheckpoint } from '../../src/data/weights/formats/checkpoint.ts';
import { headerEnd } from '../../src/data/weights/formats/safetensors.ts';
import { openSeal, seal, sealKey } from '../../src/data/weights/formats/safetensorsSeal.ts';
import { writeSafetensors } from '../../src/data/weights/formats/safetensorsWriter.ts';
import { createRandom } from '../../src/maths/statistics/random.ts';
import { tarOf } from '../../test/data/archives/tarOf.ts';
import { asdfOf } from '../../test/data/asdf/asdfOf.ts';
import { ratedSearch } from '../../test/data/searches/ratedSearch.ts';
import { torchFile } from '../../test/data/weights/torchFile.ts';

/** What a reader makes of a file. */
interface ReadFile {
  /** A digest of everything that was read. */
  facts: string;
  /** Sentences told about what could not be read. */
  told: number;
}

/** A reader of files that people drop, and a healthy file for it. */
export interface FuzzedReader {
  /**
   * True if the format's own checksums cover the content: then a damaged file either gives what the healthy one gives, or is
   * refused, or is told. Where a format has none, a changed value is a file like any other.
   */
  checked: boolean;
  /** A healthy file, the same at every call. */
  make(): Promise<Uint8Array<ArrayBuffer>>;
  /** @throws an error with a sentence for a person where nothing can be read */
  read(bytes: Uint8Array<ArrayBuffer>): Promise<ReadFile>;
}

const seed = 7;
const rows = 60;
const fixtureUrl = (name: string) => new URL(`../../test/fixtures/${name}`, import.meta.url);
const fixture = (name: string) => Promise.resolve(new Uint8Array(readFileSync(fixtureUrl(`data/${name}`))));

/** Every reader by the name `npm run fuzz -- --only NAME` takes. */
export const fuzzedReaders: Readonly<Record<string, FuzzedReader>> = {
  parquet: {
    checked: false,
    make: bakedParquet,
    read: bytes => readCatalogue({ kind: 'file', file: new File([bytes], 'galaxies.parquet') }),
  },
  table: {
    checked: false,
    make: async () => new TextEncoder().encode(tableText()),
    async read(bytes) {
      const image = new File([await fixture('rgb.png')], 'J7.png');
      const table = new File([bytes], 'galaxies.csv');
      return readCatalogue({
        kind: 'images',
        name: 'folder',
        images: [{ path: 'J7.png', file: image }],
        table,
      });
    },
  },
  votable: {
    checked: false,
    make: async () => new Uint8Array(readFileSync(fixtureUrl('votable/binary2.xml'))),
    async read(bytes) {
      const { cells, problems } = await readTextTable(new Blob([bytes]), 'galaxies.xml');
      return { facts: digest([cells]), told: problems.length };
    },
  },
  fitsImages: {
    checked: false,
    make: async () => new Uint8Array(readFileSync(fixtureUrl('fits/images.fits'))),
    read: bytes => readFits(bytes, 'images.fits'),
  },
  fitsTables: {
    checked: false,
    make: async () => new Uint8Array(readFileSync(fixtureUrl('fits/tables.fits'))),
    read: bytes => readFits(bytes, 'tables.fits'),
  },
  fitsGzipped: {
    checked: true,
    make: async () => new Uint8Array(readFileSync(fixtureUrl('fits/tables.fits.gz'))),
    read: bytes => readFits(bytes, 'tables.fits.gz'),
  },
  hdf5: {
    checked: false,
    make: async () => new Uint8Array(readFileSync(fixtureUrl('hdf5/galaxies.h5'))),
    read: bytes => readCatalogue({ kind: 'hdf5', file: new File([bytes], 'galaxies.h5') }),
  },
  asdf: {
    checked: false,
    make: async () => asdfOf(Float32Array.from({ length: 100 }, (_, i) => i)),
    read: bytes => {
      const files = [{ path: 'a.asdf', file: new File([bytes], 'a.asdf') }];
      return readCatalogue({ kind: 'fits', name: 'a.asdf', files });
    },
  },
  zip: {
    checked: false, // of stored members only their own formats check what they hold
    make: async () =>
      zipSync({
        'a/rgb.png': [await fixture('rgb.png'), { level: 0 }],
        'a/t.csv': encoded(tableText()),
      }) as Uint8Array<ArrayBuffer>,
    read: bytes => readArchive(bytes, 'galaxies.zip'),
  },
  tar: {
    checked: false,
    make: async () =>
      tarOf([
        ['a/rgb.png', await fixture('rgb.png')],
        ['a/t.csv', encoded(tableText())],
      ]),
    read: bytes => readArchive(bytes, 'galaxies.tar'),
  },
  tarGzipped: {
    checked: true,
    make: async () => Uint8Array.from(gzipSync(tarOf([['a/t.csv', encoded(tableText())]]))),
    read: bytes => readArchive(bytes, 'galaxies.tgz'),
  },
  jpeg: { checked: false, make: () => fixture('rgb.jpg'), read: decoded },
  png: { checked: true, make: () => fixture('rgb.png'), read: decoded },
  webp: { checked: false, make: () => fixture('rgb.webp'), read: decoded },
  ratingsCsv: {
    checked: true,
    make: async () => new TextEncoder().encode(writeRatingsCsv(ratedSearch(rows, seed).table)),
    read: ratings,
  },
  ratingsVotable: {
    checked: true,
    make: async () => new TextEncoder().encode(writeRatingsVotable(ratedSearch(rows, seed).table)),
    read: ratings,
  },
  torch: {
    checked: true,
    make: async () => Uint8Array.from(torchFile(tensors())),
    read: async bytes => checkpointFacts(bytes),
  },
  safetensors: {
    checked: false,
    make: async () => writeSafetensors(tensors(), { format: 'pt' }),
    read: async bytes => checkpointFacts(bytes),
  },
  exportedModel: {
    checked: true,
    async make() {
      const promise = JSON.stringify({ sealed: true }); // as the card of a real export says
      const file = writeSafetensors(tensors(), { format: 'pt', note: promise, [sealKey]: openSeal });
      seal(file, headerEnd(file));
      return file;
    },
    read: async bytes => checkpointFacts(bytes),
  },
};

const encoded = (text: string) => new TextEncoder().encode(text);

function tensors(): [string, { shape: number[]; values: Float32Array }][] {
  const random = createRandom(seed);
  const draw = (shape: number[]) => ({
    shape,
    values: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random.normal()),
  });
  return [
    ['stem.weight', draw([8, 3, 3, 3])],
    ['stem.bias', draw([8])],
    ['head.weight', draw([4, 8])],
  ];
}

async function bakedParquet(): Promise<Uint8Array<ArrayBuffer>> {
  const random = createRandom(seed);
  const png = await fixture('rgb.png');
  const writer = new ByteWriter();
  const draws = (length: number) => Float32Array.from({ length }, () => random.normal());
  await writeCatalogue(writer, {
    ids: Array.from({ length: rows }, (_, row) => `J${row}`),
    columns: [
      {
        kind: 'number',
        name: 'redshift',
        source: 'file',
        values: Float64Array.from({ length: rows }, () => random.uniform()),
      },
      {
        kind: 'category',
        name: 'shape',
        source: 'file',
        categories: ['smooth', 'spiral'],
        codes: Uint8Array.from({ length: rows }, (_, row) => row % 2),
      },
    ],
    pca: { rows, columns: 4, values: draws(rows * 4) },
    positions: draws(rows * 2),
    images: async (start, end) =>
      Array.from({ length: end - start }, (_, i) => ({ bytes: png, path: `J${start + i}.png` })),
    notes: { name: 'fuzzed', weights: 'galaxy', simulated: true },
  });
  return new Uint8Array(writer.getBuffer());
}

function tableText(): string {
  const random = createRandom(seed);
  const lines = Array.from(
    { length: rows },
    (_, row) =>
      `J${row},${(360 * random.uniform()).toFixed(5)},${(180 * random.uniform() - 90).toFixed(5)},"a, ${row}"`,
  );
  return ['id,ra,dec,note', ...lines, ''].join('\n');
}

async function readCatalogue(
  source: Parameters<ReturnType<typeof nodeIngest>['open']>[0],
): Promise<ReadFile> {
  const ingest = nodeIngest();
  const catalogue = await ingest.open(source);
  const few = Uint32Array.from({ length: Math.min(3, catalogue.rowCount) }, (_, row) => row);
  const view = { sidePx: 16, cropFraction: 1 };
  const batch = catalogue.hasImages ? await ingest.pixels(catalogue.handle, few, view) : null;
  checkShapes(catalogue);
  const told = catalogue.problems.length + (batch?.problems.length ?? 0);
  return { facts: digest([catalogue, batch?.pixels]), told };
}

/** @throws TypeError where columns and ids are not one a row: no sentence makes up for that */
function checkShapes({ rowCount, ids, columns, positions, components }: OpenedCatalogue): void {
  const lengths = columns.map(column => (column.kind === 'category' ? column.codes : column.values).length);
  if (ids.length !== rowCount || lengths.some(length => length !== rowCount)) {
    throw new TypeError(`need ${rowCount} values a column; got ${ids.length} ids and columns of ${lengths}`);
  }
  if (new Set(ids).size !== rowCount) throw new TypeError('need ids that differ; got some twice');
  if (positions && positions.length !== 2 * rowCount) throw new TypeError('need a place for every galaxy');
  if (components && components.count !== rowCount) {
    throw new TypeError('need components for every galaxy');
  }
}

/** Every image and table of a FITS file; one that cannot be read is told, the others are kept. */
async function readFits(bytes: Uint8Array<ArrayBuffer>, name: string): Promise<ReadFile> {
  const file = await openFits(bytesOfBuffer(bytes.buffer, name));
  const found: unknown[] = [];
  let told = file.problems.length;
  for (const hdu of file.hdus) {
    try {
      if (hdu.kind === 'binaryTable') found.push((await readBinaryTable(file, hdu)).columns);
      else if (hdu.kind === 'asciiTable') found.push((await readAsciiTable(file, hdu)).columns);
      else if (hdu.kind !== 'other' && hdu.shape.length > 0) {
        const { shape, values } = await readPixels(file, hdu);
        found.push([...shape], values);
      }
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error;
      told++;
    }
  }
  return { facts: digest(found), told };
}

/** Every member of an archive; those that cannot be read are told. */
async function readArchive(bytes: Uint8Array<ArrayBuffer>, name: string): Promise<ReadFile> {
  const { members, problems } = await archiveMembers(new File([bytes], name));
  const found = await Promise.all(
    members.map(async ({ path, file }) => [path, new Uint8Array(await file.arrayBuffer())]),
  );
  return { facts: digest(found), told: problems.length };
}

let decoder: Promise<ImageDecoder> | undefined;
async function decoded(bytes: Uint8Array): Promise<ReadFile> {
  decoder ??= nodeCodecs().then(codecs => new ImageDecoder(codecs));
  const image = await (await decoder).decode(bytes);
  return { facts: digest([image]), told: 0 };
}

async function ratings(bytes: Uint8Array<ArrayBuffer>): Promise<ReadFile> {
  const { problems, ...file } = await readRatings(new Blob([bytes]), 'ratings.csv');
  return { facts: digest([file]), told: problems.length };
}

function checkpointFacts(bytes: Uint8Array): ReadFile {
  const { weights, integers } = readCheckpoint(bytes);
  return { facts: digest([[...weights], [...integers]]), told: 0 };
}

/** SHA-256 of values of any kind; NaNs and zeros of either sign differ by their bits. */
function digest(values: readonly unknown[]): string {
  const hash = createHash('sha256');
  const add = (value: unknown): void => {
    if (ArrayBuffer.isView(value))
      hash.update(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
    else if (Array.isArray(value)) value.forEach(add);
    else if (value instanceof Map) add([...value]);
    else if (value instanceof Set) add([...value]);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, field] of Object.entries(value)) {
        if (key === 'handle' || key === 'problems') continue;
        hash.update(key);
        add(field);
      }
    } else hash.update(`${typeof value}:${String(value)};`);
  };
  values.forEach(add);
  return hash.digest('hex');
}
