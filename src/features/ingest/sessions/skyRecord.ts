import { type Column, nullCode } from '../../../contracts/column.ts';
import type { OpenedCatalogue } from '../../../contracts/ingest.ts';
import type { KeptView } from '../../../contracts/kept.ts';
import type { MapFacts } from '../../../contracts/layoutSettings.ts';
import { keyOfCatalogue } from '../../../data/catalogues/catalogueKey.ts';
import type { Session } from '../../../session/session.ts';

/** What a person made of the embedded sky, which every copy of the app has itself. */
interface SkyRecord {
  /** Columns that rooms published; texts as arrays. */
  columns: Column[];
  /** (n, 2) row-major of a map that was drawn here, and how; absent where it is the sky's own. */
  positions?: Float32Array;
  map?: MapFacts;
}

/** What a session holds of the open sky. */
export function skyRecordOf({ catalogue, columns, maps, positions }: Session): SkyRecord {
  const own = new Set(catalogue.getState().catalogue?.columns.map(({ name }) => name));
  const made = columns
    .getState()
    .columns.filter(({ name, source }) => !own.has(name) && source !== 'similar');
  const { shown } = maps.getState();
  const { positions: places, settling } = positions.getState();
  const isDrawn = shown?.layout && !settling && places === shown.positions;
  const { positions: _, ...map } = shown ?? {};
  return {
    columns: made.map(column =>
      column.kind === 'text' ? { ...column, values: [...column.values] } : column,
    ),
    ...(isDrawn && { positions: shown.positions, map: map as MapFacts }),
  };
}

/**
 * The sky with what a session holds of it. What does not fit its galaxies is left out.
 *
 * @param key of the sky the session was saved with: one of another version is not the same galaxies
 */
export function withSkyRecord(
  sky: OpenedCatalogue,
  key: string,
  record: unknown,
  view: KeptView | null,
): { sky: OpenedCatalogue; fits: boolean } {
  const { columns, positions, map } = (record ?? {}) as Partial<SkyRecord>;
  if (keyOfCatalogue(sky) !== key) return { sky, fits: record === undefined };
  const given = Array.isArray(columns) ? columns : [];
  const published = given.filter(column => isWholeColumn(column, sky.rowCount));
  const isMap = positions instanceof Float32Array && positions.length === 2 * sky.rowCount && map;
  return {
    sky: {
      ...sky,
      ...(isMap && { positions }),
      restored: { published, view, map: isMap ? map : undefined },
    },
    fits: published.length === given.length,
  };
}

function isWholeColumn(column: Column, rowCount: number): boolean {
  if (typeof column?.name !== 'string' || typeof column.source !== 'string') return false;
  if (column.kind === 'number')
    return (
      (column.values instanceof Float32Array || column.values instanceof Float64Array) &&
      column.values.length === rowCount
    );
  if (column.kind === 'text') return Array.isArray(column.values) && column.values.length === rowCount;
  const { codes, categories } = column;
  const isWhole = codes instanceof Uint8Array && codes.length === rowCount && Array.isArray(categories);
  return isWhole && codes.every(code => code === nullCode || code < categories.length);
}
