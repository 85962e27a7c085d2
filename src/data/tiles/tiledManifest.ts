import type { HeadCard } from '../../contracts/decisionTree.ts';
import type { ListRecall, Survey, SurveyColumn, ValueCounts } from '../../contracts/survey.ts';
import type { MapSquare, PointTile } from '../../maths/tiles/pointTree.ts';
import { request } from '../bytes/byteSource.ts';
import { UnreadableError } from '../bytes/unreadable.ts';

/** Name and version of the layout as it is written (docs/format.md). */
export const tiledFormat = 'morphospace-tiles-2';
/** The version before, which is read as well: vectors themselves in 8 bits, centroids in 32. */
export const firstTiledFormat = 'morphospace-tiles-1';

/**
 * The manifest of a tiled catalogue (`catalogue.json`): a catalogue of any size as files that are read by range from any
 * host. Paths are relative to it. docs/format.md describes every file.
 */
export interface TiledManifest {
  format: typeof tiledFormat | typeof firstTiledFormat;
  name: string;
  rows: number;
  simulated: boolean;
  credit?: string;
  /** Weights that made the representations, by name. */
  weights?: string;
  /** Hexadecimal. */
  weightsSha256?: string;
  /** The head whose answers the column `predicted` of tables and tiles holds. */
  head?: HeadCard;
  vectors: { file: string /** Numbers a vector has. */; columns: number };
  /** 16-bit floats: mean (dimension), axes (columns, dimension) row-major. Absent where vectors are not components. */
  basis?: { file: string; dimension: number };
  /** Little-endian: centroids (count, columns) as 16-bit floats, then (count + 1) first rows as unsigned 32-bit numbers. */
  lists: { file: string; count: number; recall: ListRecall[]; testRows: number };
  columns: SurveyColumn[];
  /** Parquet files of consecutive rows, in the order of the vectors. */
  tables: { file: string; firstRow: number; rows: number }[];
  map: MapSquare;
  /** Where the tiles and their statistics are listed. */
  tiles: { file: string; mostPoints: number };
  /** Where pictures of all galaxies are; absent where none were kept. */
  images?: TiledImages;
}

/** Pictures by address, or packed in files of consecutive rows. */
export type TiledImages =
  /** An address with `{id}` or names of columns in braces, relative to the manifest. */
  | { url: string }
  /** `offsets` are (rows + 1) little-endian numbers: a row's picture lies between its own and the next. */
  | { shards: { file: string; offsets: string; bits: 32 | 64; firstRow: number; rows: number }[] };

/** A tile of the map: `tiles/z/x/y.parquet`, its vectors in `tiles/z/x/y.bin`. */
export interface TileEntry extends Omit<PointTile, 'rows' | 'total'> {
  /** Galaxies in the tile. */
  points: number;
  /** Those of the tile and of all below it. */
  total: number;
  /** Of each column, in the manifest's order: the counts of the tile and of all below it. */
  counts: (ValueCounts | null)[];
}

/** What the page needs to know of a tiled catalogue before it reads more. */
export function surveyOf(manifestUrl: string, manifest: TiledManifest): Survey {
  const { rows, columns, lists, images, vectors, weights, weightsSha256, map, tiles } = manifest;
  const { count, recall, testRows } = lists;
  return {
    ...{ manifestUrl, rowCount: rows, columns, hasImages: images !== undefined },
    ...{ width: vectors.columns, weights, weightsSha256, map, tilesFile: tiles.file },
    lists: { count, recall, testRows },
  };
}

/** Path of a tile without the ending. */
export function tilePath({ z, x, y }: Pick<TileEntry, 'z' | 'x' | 'y'>): string {
  return `tiles/${z}/${x}/${y}`;
}

/** @throws UnreadableError with a sentence where there is no manifest of this format */
export async function fetchTiledManifest(url: string): Promise<TiledManifest> {
  const manifest = await fetchJson(url, 'The manifest');
  if (isTiledManifest(manifest)) return manifest;
  const format = (manifest as Partial<TiledManifest> | null)?.format;
  throw new UnreadableError(
    isKnown(format)
      ? `${url} lacks parts of a tiled catalogue: bake it again.`
      : `${url} is not the manifest of a tiled catalogue: need format "${tiledFormat}", got "${format}"; is it of a later version of the app?`,
  );
}

/** The tiles of a catalogue, each after the one above it. @throws UnreadableError where they do not fit the manifest */
export async function fetchTiles(manifestUrl: string, file: string): Promise<TileEntry[]> {
  const tiles = await fetchJson(beside(manifestUrl, file), file);
  if (Array.isArray(tiles) && tiles.every(isTileEntry)) return tiles;
  throw new UnreadableError(`${file} is not a list of tiles: bake the catalogue again.`);
}

/** The address of a file of a tiled catalogue. */
export function beside(manifestUrl: string, file: string): string {
  return manifestUrl.replace(/[^/]*$/, file);
}

async function fetchJson(url: string, name: string): Promise<unknown> {
  const text = await (await request(url, name)).text();
  try {
    return JSON.parse(text);
  } catch {
    throw new UnreadableError(
      `${url} is not JSON: it begins "${text.slice(0, 30)}"; is the catalogue there?`,
    );
  }
}

const isKnown = (format: unknown) => format === tiledFormat || format === firstTiledFormat;
const isCount = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0;

function isTiledManifest(value: unknown): value is TiledManifest {
  const it = value as TiledManifest | null;
  return (
    it !== null &&
    isKnown(it.format) &&
    typeof it.name === 'string' &&
    isCount(it.rows) &&
    isCount(it.vectors?.columns) &&
    it.vectors.columns > 0 &&
    isCount(it.lists?.count) &&
    Array.isArray(it.lists.recall) &&
    Array.isArray(it.columns) &&
    it.columns.every(isSurveyColumn) &&
    Array.isArray(it.tables) &&
    [it.map?.left, it.map?.bottom, it.map?.side].every(Number.isFinite) &&
    typeof it.tiles?.file === 'string' &&
    (it.images === undefined || isTiledImages(it.images))
  );
}

function isTiledImages(value: unknown): value is TiledImages {
  const it = value as { url?: unknown; shards?: unknown } | null;
  if (typeof it?.url === 'string') return true;
  const isShard = (shard: {
    file?: unknown;
    offsets?: unknown;
    bits?: unknown;
    firstRow?: unknown;
    rows?: unknown;
  }) =>
    typeof shard?.file === 'string' &&
    typeof shard.offsets === 'string' &&
    (shard.bits === 32 || shard.bits === 64) &&
    isCount(shard.firstRow) &&
    isCount(shard.rows);
  return Array.isArray(it?.shards) && it.shards.every(isShard);
}

function isSurveyColumn(value: unknown): value is SurveyColumn {
  const it = value as SurveyColumn | null;
  if (typeof it?.name !== 'string' || !['number', 'category', 'text'].includes(it.kind)) return false;
  if (it.kind === 'category' && !Array.isArray(it.categories)) return false;
  return it.counts === null || (isCount(it.counts?.without) && Array.isArray(it.counts.counts));
}

function isTileEntry(value: unknown): value is TileEntry {
  const it = value as TileEntry | null;
  return [it?.z, it?.x, it?.y, it?.points, it?.total].every(isCount) && Array.isArray(it?.counts);
}
