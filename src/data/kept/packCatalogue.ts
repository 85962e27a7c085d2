import type { Column, TextRows } from '../../contracts/column.ts';
import type { IdRows, OpenedCatalogue } from '../../contracts/ingest.ts';
import type { Basis } from '../../contracts/matrix.ts';
import type { SixteenBitRows } from '../../maths/neighbours/sixteenBitRows.ts';
import { PackedIds, packIds } from '../bytes/packedIds.ts';
import { PackedTexts, packTexts } from '../bytes/packedTexts.ts';
import type { KeptColumn, KeptContents, KeptRepresentation, KeptTexts } from './keptManifest.ts';
import type { Placing } from './pieces.ts';

/** What a catalogue's file told, its arrays put into pieces. */
export function packContents(catalogue: Omit<OpenedCatalogue, 'handle'>, place: Placing): KeptContents {
  const { ids, columns, raDeg, decDeg, asksForMap, simulated, credit, tiled } = catalogue;
  const packed = packedIds(ids);
  return {
    ids: { ...placedTexts(packed, place), slots: place('u32', packed.slots) },
    columns: columns.map(column => packColumn(column, place)),
    raDeg: raDeg && place('f64', raDeg),
    decDeg: decDeg && place('f64', decDeg),
    asksForMap,
    simulated,
    credit,
    tiled,
  };
}

/** A column, its values put into pieces. */
export function packColumn(column: Column, place: Placing): KeptColumn {
  if (column.kind === 'category') return { ...column, codes: place('u8', column.codes) };
  if (column.kind === 'number') {
    const { values } = column;
    return {
      ...column,
      values: values instanceof Float32Array ? place('f32', values) : place('f64', values),
    };
  }
  const { values, ...rest } = column;
  return { ...rest, texts: placedTexts(packedTexts(values), place) };
}

/** A representation of the catalogue. */
interface PackableRepresentation {
  weights: string;
  weightsSha256?: string;
  components: SixteenBitRows;
  /** (n) ascending catalogue rows. */
  rows: Uint32Array;
  basis?: Basis;
}

/** Components and basis, put into pieces. @param rowCount of the catalogue: rows are left out where all have components */
export function packRepresentation(
  { weights, weightsSha256, components, rows, basis }: PackableRepresentation,
  rowCount: number,
  place: Placing,
): KeptRepresentation {
  const { count, columns, blockBytes, coarse, fine, scales } = components;
  return {
    ...{ weights, weightsSha256, count, columns, blockBytes },
    coarse: place('i8', coarse),
    fine: place('i8', fine),
    scales: place('f32', scales),
    rows: rows.length === rowCount ? undefined : place('u32', rows),
    basis: basis && {
      dimension: basis.axes.columns,
      mean: place('f32', basis.mean),
      axes: place('f32', basis.axes.values),
    },
  };
}

const packedOf = new WeakMap<object, PackedIds | PackedTexts>(); // the same object again, so that it is not written twice

function packedIds(ids: IdRows): PackedIds {
  if (ids instanceof PackedIds) return ids;
  const packed = (packedOf.get(ids) as PackedIds | undefined) ?? packIds(ids);
  packedOf.set(ids, packed);
  return packed;
}

function packedTexts(texts: TextRows): PackedTexts {
  if (texts instanceof PackedTexts) return texts;
  const packed = (packedOf.get(texts) as PackedTexts | undefined) ?? packTexts(texts);
  packedOf.set(texts, packed);
  return packed;
}

function placedTexts(
  texts: { bytes: Uint8Array; starts: Uint32Array; filled?: Uint8Array },
  place: Placing,
): KeptTexts {
  const { bytes, starts, filled } = texts;
  return {
    bytes: place('u8', bytes),
    starts: place('u32', starts),
    filled: filled && place('u8', filled),
  };
}
