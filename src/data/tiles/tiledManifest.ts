import type { HeadCard } from '../../contracts/decisionTree.ts';
import type { MapSquare, PointTile } from '../../maths/tiles/pointTree.ts';
import { request } from '../bytes/byteSource.ts';
import { UnreadableError } from '../bytes/unreadable.ts';
import type { ColumnLimits, ValueCounts } from './columnCounts.ts';

/** Name and version of the layout (docs/format.md). */
export const tiledFormat = 'morphospace-tiles-1';

/** A column of a tiled catalogue, and how its values are spread over all galaxies. */
interface TiledColumn extends Partial<ColumnLimits> {
  name: string;
  kind: 'number' | 'category' | 'text';
  label?: string;
  description?: string;
  unit?: string;
  /** Of a category: its words, in the order of its counts. */
  categories?: string[];
  /** Null for text. */
  counts: ValueCounts | null;
}

/** Share of the ten nearest galaxies that a search of so many lists finds, over the catalogue's own test galaxies. */
export interface ListRecall {
  lists: number;
  /** 0–1 */
  recall: number;
}

/**
 * The manifest of a tiled catalogue (`catalogue.json`): a catalogue of any size as files that are read by range from any
 * host. Paths are relative to it. docs/format.md describes every file.
 */
export interface TiledManifest {
  format: typeof tiledFormat;
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
  /** Little-endian: centroids (count, columns) as floats, then (count + 1) first rows as unsigned 32-bit numbers. */
  lists: { file: string; count: number; recall: ListRecall[]; testRows: number };
  columns: TiledColumn[];
  /** Parquet files of consecutive rows, in the order of the vectors. */
  tables: { file: string; firstRow: number; rows: number }[];
  map: MapSquare;
  /** Where the tiles and their statistics are listed. */
  tiles: { file: string; mostPoints: number };
}

/** A tile of the map: `tiles/z/x/y.parquet`, its vectors in `tiles/z/x/y.bin`. */
export interface TileEntry extends Omit<PointTile, 'rows' | 'total'> {
  /** Galaxies in the tile. */
  points: number;
  /** Those of the tile and of all below it. */
  total: number;
  /** Of each column, in the manifest's order: the counts of the tile and of all below it. */
  counts: (ValueCounts | null)[];
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
    format === tiledFormat
      ? `${url} lacks parts of a tiled catalogue: bake it again.`
      : `${url} is not the manifest of a tiled catalogue: need format "${tiledFormat}", got "${format}"; is it of a later version of the app?`,
  );
}

/** The tiles of a catalogue, each after the one above it. @throws UnreadableError where they do not fit the manifest */
export async function fetchTiles(manifestUrl: string, manifest: TiledManifest): Promise<TileEntry[]> {
  const tiles = await fetchJson(beside(manifestUrl, manifest.tiles.file), manifest.tiles.file);
  if (Array.isArray(tiles) && tiles.every(isTileEntry)) return tiles;
  throw new UnreadableError(`${manifest.tiles.file} is not a list of tiles: bake the catalogue again.`);
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

const isCount = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0;

function isTiledManifest(value: unknown): value is TiledManifest {
  const it = value as TiledManifest | null;
  return (
    it?.format === tiledFormat &&
    typeof it.name === 'string' &&
    isCount(it.rows) &&
    isCount(it.vectors?.columns) &&
    it.vectors.columns > 0 &&
    isCount(it.lists?.count) &&
    Array.isArray(it.lists.recall) &&
    Array.isArray(it.columns) &&
    Array.isArray(it.tables) &&
    [it.map?.left, it.map?.bottom, it.map?.side].every(Number.isFinite) &&
    typeof it.tiles?.file === 'string'
  );
}

function isTileEntry(value: unknown): value is TileEntry {
  const it = value as TileEntry | null;
  return [it?.z, it?.x, it?.y, it?.points, it?.total].every(isCount) && Array.isArray(it?.counts);
}
