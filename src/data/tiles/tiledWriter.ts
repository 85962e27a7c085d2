import type { Writer } from 'hyparquet-writer';
import type { Column } from '../../contracts/column.ts';
import type { IdRows } from '../../contracts/ingest.ts';
import type { Basis, Matrix } from '../../contracts/matrix.ts';
import type { ListRecall } from '../../contracts/survey.ts';
import { type PointTile, pointTree, squareAround } from '../../maths/tiles/pointTree.ts';
import { encodeFloat16 } from '../bytes/float16.ts';
import type { BakedNotes } from '../catalogues/bakedNotes.ts';
import { type CatalogueToWrite, writeCatalogue } from '../catalogues/catalogueWriter.ts';
import { addedCounts, columnLimits, countValues } from './columnCounts.ts';
import { packListedVectors, packTileVectors } from './listedVectors.ts';
import { takeRows } from './takeRows.ts';
import {
  type TiledImages,
  type TiledManifest,
  type TileEntry,
  tiledFormat,
  tilePath,
} from './tiledManifest.ts';
import { packVectorLists, type VectorLists } from './vectorLists.ts';

/** A catalogue to be written as tiles: every row has a vector and a place on the map. */
interface CatalogueToTile {
  /** (n) unique */
  ids: IdRows;
  columns: readonly Column[];
  /** (n, k) principal components. */
  vectors: Matrix;
  basis?: Basis;
  /** (n, 2) row-major */
  positions: Float32Array;
  /** (n, answers) */
  predicted?: Matrix;
  notes: Omit<BakedNotes, 'columns' | 'basis'>;
  images?: CatalogueToWrite['images'];
}

/** The order of the rows in the files, and the lists they lie in. */
export interface TiledOrder {
  lists: VectorLists;
  /** (n) catalogue row at each place. */
  order: Uint32Array;
  /** What a search of the lists finds, measured on so many of the catalogue's own galaxies. */
  recall: ListRecall[];
  testRows: number;
}

/** A folder, or a place like one. */
export interface TiledFolder {
  /** Writes a whole file; its path is relative to the folder. */
  write(path: string, bytes: Uint8Array): Promise<void>;
  /** Begins a file that is written part by part. */
  writer(path: string): Promise<Writer> | Writer;
}

const rowsPerGroup = 512; // read together where one is a neighbour: tens of kilobytes

/** How much a file of the layout holds at most. */
interface TiledSizes {
  /** Galaxies of a tile. */
  points: number;
  /** Galaxies of a table. */
  rowsPerTable: number;
  /** Pictures of a shard. */
  rowsPerShard: number;
}

const usualSizes: TiledSizes = {
  points: 65_536, // a tile of some megabytes, read in a second
  rowsPerTable: 32_768, // its footer, which a search reads, lists 64 row groups
  rowsPerShard: 1024, // some ten megabytes of pictures
};
const tileSeed = 1; // any one: the same catalogue gives the same tiles

/**
 * Writes a catalogue in the layout of docs/format.md. The manifest comes last, so that a folder with one is whole.
 *
 * @param sizes default: tiles of 65,536 galaxies, tables of 32,768, shards of 1,024 pictures
 */
export async function writeTiled(
  folder: TiledFolder,
  catalogue: CatalogueToTile,
  { lists, order, recall, testRows }: TiledOrder,
  sizes: Partial<TiledSizes> = {},
): Promise<TiledManifest> {
  const { columns: width, values } = catalogue.vectors;
  const { basis, notes } = catalogue;
  const { points, rowsPerTable, rowsPerShard } = { ...usualSizes, ...sizes };
  const placeOf = new Uint32Array(order.length);
  for (const [place, row] of order.entries()) placeOf[row] = place;
  const limits = catalogue.columns.map(columnLimits);
  const countsOf = (rows: Uint32Array) =>
    catalogue.columns.map((column, i) => countValues(column, rows, limits[i]));

  await folder.write('vectors.bin', packListedVectors(rowsOf(values, order, width), lists));
  await folder.write('lists.bin', packVectorLists(lists));
  if (basis) await folder.write('basis.bin', encodeFloat16([...basis.mean, ...basis.axes.values]));
  const tables: TiledManifest['tables'] = [];
  for (let first = 0; first < order.length; first += rowsPerTable) {
    const rows = order.subarray(first, first + rowsPerTable);
    const file = `columns/${String(tables.length).padStart(4, '0')}.parquet`;
    await writeCatalogue(await folder.writer(file), partOf(catalogue, rows, false), rowsPerGroup);
    tables.push({ file, firstRow: first, rows: rows.length });
  }
  const shards = catalogue.images && (await writeShards(folder, catalogue.images, order, rowsPerShard));
  const map = squareAround(catalogue.positions);
  const tiles = pointTree(catalogue.positions, map, { most: points, seed: tileSeed });
  for (const tile of tiles) {
    await writeCatalogue(
      await folder.writer(`${tilePath(tile)}.parquet`),
      partOf(catalogue, tile.rows, true),
    );
    const places = tile.rows.map(row => placeOf[row]);
    await folder.write(
      `${tilePath(tile)}.bin`,
      packTileVectors(rowsOf(values, tile.rows, width), places, lists),
    );
  }
  await folder.write('tiles.json', jsonBytes(entriesOf(tiles, countsOf)));
  const counts = countsOf(order);
  const manifest: TiledManifest = {
    format: tiledFormat,
    name: notes.name ?? 'A catalogue',
    rows: order.length,
    simulated: notes.simulated,
    credit: notes.credit,
    weights: notes.weights,
    weightsSha256: notes.weightsSha256,
    head: notes.head,
    vectors: { file: 'vectors.bin', columns: width },
    basis: basis && { file: 'basis.bin', dimension: basis.mean.length },
    lists: { file: 'lists.bin', count: lists.starts.length - 1, recall, testRows },
    columns: catalogue.columns.map((column, i) => ({
      name: column.name,
      kind: column.kind,
      label: column.label,
      description: column.description,
      unit: column.kind === 'number' ? column.unit : undefined,
      categories: column.kind === 'category' ? column.categories : undefined,
      ...limits[i],
      counts: counts[i],
    })),
    tables,
    map,
    tiles: { file: 'tiles.json', mostPoints: points },
    images: shards && { shards },
  };
  await folder.write('catalogue.json', jsonBytes(manifest));
  return manifest;
}

/** Pictures one behind the other, in the order of the lists, and beside them where each begins. */
async function writeShards(
  folder: TiledFolder,
  images: NonNullable<CatalogueToWrite['images']>,
  order: Uint32Array,
  rowsPerShard: number,
): Promise<Extract<TiledImages, { shards: unknown }>['shards']> {
  const shards: Extract<TiledImages, { shards: unknown }>['shards'] = [];
  for (let first = 0; first < order.length; first += rowsPerShard) {
    const found = await imagesOf(images, order.subarray(first, first + rowsPerShard));
    const offsets = new DataView(new ArrayBuffer(4 * (found.length + 1)));
    let end = 0;
    for (const [i, image] of found.entries()) {
      end += image?.bytes.length ?? 0;
      offsets.setUint32(4 * (i + 1), end, true);
    }
    const packed = new Uint8Array(end);
    for (const [i, image] of found.entries()) {
      if (image) packed.set(image.bytes, offsets.getUint32(4 * i, true));
    }
    const name = `images/${String(shards.length).padStart(4, '0')}`;
    await folder.write(`${name}.bin`, packed);
    await folder.write(`${name}.idx`, new Uint8Array(offsets.buffer));
    const [file, index] = [`${name}.bin`, `${name}.idx`];
    shards.push({ file, offsets: index, bits: 32, firstRow: first, rows: found.length });
  }
  return shards;
}

/** Tiles with the counts of all galaxies at and below each. */
function entriesOf(
  tiles: readonly PointTile[],
  countsOf: (rows: Uint32Array) => TileEntry['counts'],
): TileEntry[] {
  const entries = tiles.map(({ z, x, y, rows, total }): TileEntry => {
    return { z, x, y, points: rows.length, total, counts: countsOf(rows) };
  });
  const byPath = new Map(entries.map(entry => [tilePath(entry), entry]));
  for (const { z, x, y, counts } of entries.toReversed()) {
    const above = byPath.get(tilePath({ z: z - 1, x: x >> 1, y: y >> 1 }));
    if (above) above.counts = above.counts.map((each, i) => addedCounts(each, counts[i]));
  }
  return entries;
}

/** Some rows of the catalogue as a Parquet file of their own. */
function partOf(catalogue: CatalogueToTile, rows: Uint32Array, withImages: boolean): CatalogueToWrite {
  const { ids, columns, positions, predicted, images, notes } = catalogue;
  return {
    ids: Array.from(rows, row => ids.at(row)!),
    columns: columns.map(column => takeRows(column, rows)),
    positions: rowsOf(positions, rows, 2),
    predicted: predicted && {
      rows: rows.length,
      columns: predicted.columns,
      values: rowsOf(predicted.values, rows, predicted.columns),
    },
    images: withImages ? images && ((start, end) => imagesOf(images, rows.subarray(start, end))) : undefined,
    notes,
  };
}

async function imagesOf(images: NonNullable<CatalogueToWrite['images']>, rows: Uint32Array) {
  const found: Awaited<ReturnType<typeof images>> = [];
  for (const row of rows) found.push(...(await images(row, row + 1)));
  return found;
}

/** @returns (rows.length, columns) row-major */
function rowsOf(values: Float32Array, rows: Uint32Array, columns: number): Float32Array {
  const taken = new Float32Array(rows.length * columns);
  for (const [i, row] of rows.entries()) {
    taken.set(values.subarray(row * columns, (row + 1) * columns), i * columns);
  }
  return taken;
}

function jsonBytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}
