import type { Column } from '../../contracts/column.ts';
import type { OpenedCatalogue } from '../../contracts/ingest.ts';
import type { Basis } from '../../contracts/matrix.ts';
import type { SixteenBitRows } from '../../maths/neighbours/sixteenBitRows.ts';
import { PackedIds } from '../bytes/packedIds.ts';
import { PackedTexts } from '../bytes/packedTexts.ts';
import type {
  KeptColumn,
  KeptContents,
  KeptManifest,
  KeptRepresentation,
  KeptTexts,
} from './keptManifest.ts';
import type { Fetching } from './pieces.ts';

/** What the pieces gave back, and what was not there. */
interface Unpacked {
  contents: Pick<
    OpenedCatalogue,
    'ids' | 'columns' | 'raDeg' | 'decDeg' | 'components' | 'basis' | 'positions'
  >;
  /** Ascending rows that have components; absent where all have. */
  componentRows?: Uint32Array;
  published: Column[];
  /** What could not be read, in words: “the column ring”. */
  missing: string[];
}

/**
 * Arrays of a kept catalogue. What is damaged is left out and named; components without their map come back alone.
 *
 * @throws UnreadableError where the ids are gone: without them nothing can be told apart
 */
export async function unpackCatalogue(manifest: KeptManifest, fetch: Fetching): Promise<Unpacked> {
  const missing: string[] = [];
  async function or<T>(what: string, read: () => Promise<T>): Promise<T | undefined> {
    try {
      return await read();
    } catch {
      missing.push(what);
      return undefined;
    }
  }
  const { contents, representation, positions, published } = manifest;
  const columnsOf = (columns: readonly KeptColumn[]) =>
    Promise.all(columns.map(each => or(`the column ${each.name}`, () => unpackColumn(each, fetch))));
  const [ids, columns, sky, made, placed, others] = await Promise.all([
    unpackIds(contents, fetch),
    columnsOf(contents.columns),
    or('positions on the sky', () => skyOf(contents, fetch)),
    representation && or('the representation', () => unpackRepresentation(representation, fetch)),
    positions && or('the map', () => fetch(positions)),
    columnsOf(published),
  ]);
  const { components, basis, componentRows } = made ?? {};
  const own = columns.filter(each => each !== undefined);
  return {
    contents: { ids, columns: own, ...sky, components, basis, positions: placed },
    componentRows,
    published: others.filter(each => each !== undefined),
    missing,
  };
}

async function unpackIds({ ids }: KeptContents, fetch: Fetching): Promise<PackedIds> {
  const [texts, slots] = await Promise.all([textsOf(ids, fetch), fetch(ids.slots)]);
  return new PackedIds({ ...texts, slots });
}

async function skyOf({ raDeg, decDeg }: KeptContents, fetch: Fetching) {
  if (!raDeg || !decDeg) return {};
  const [ra, dec] = await Promise.all([fetch(raDeg), fetch(decDeg)]);
  return { raDeg: ra, decDeg: dec };
}

/** A column with its values. @throws UnreadableError where a piece of it is missing */
export async function unpackColumn(column: KeptColumn, fetch: Fetching): Promise<Column> {
  if (column.kind === 'category') return { ...column, codes: await fetch(column.codes) };
  if (column.kind === 'number') return { ...column, values: await fetch(column.values) };
  const { texts, ...rest } = column;
  return { ...rest, values: new PackedTexts(await textsOf(texts, fetch)) };
}

async function textsOf({ bytes, starts, filled }: KeptTexts, fetch: Fetching) {
  const [text, from, has] = await Promise.all([fetch(bytes), fetch(starts), filled && fetch(filled)]);
  return { bytes: text, starts: from, filled: has };
}

async function unpackRepresentation(
  kept: KeptRepresentation,
  fetch: Fetching,
): Promise<{ components: SixteenBitRows; basis?: Basis; componentRows?: Uint32Array }> {
  const { count, columns, blockBytes, basis } = kept;
  const [coarse, fine, scales, rows, mean, axes] = await Promise.all([
    fetch(kept.coarse),
    fetch(kept.fine),
    fetch(kept.scales),
    kept.rows && fetch(kept.rows),
    basis && fetch(basis.mean),
    basis && fetch(basis.axes),
  ]);
  return {
    components: { count, columns, blockBytes, coarse, fine, scales },
    basis: basis && mean && axes && { mean, axes: { rows: columns, columns: basis.dimension, values: axes } },
    componentRows: rows,
  };
}
