/** A table of FlatBuffers: the bytes that contain it, and where it begins. */
interface FlatTable {
  view: DataView;
  at: number;
}

const schemaHeader = 1; // MessageHeader.Schema
const durationType = 18; // Type.Duration
const mostFields = 100_000; // more than any file has columns
/** Length in seconds of Arrow's TimeUnit: SECOND, MILLISECOND, MICROSECOND, NANOSECOND. */
const unitSeconds: readonly number[] = [1, 1e-3, 1e-6, 1e-9];

/**
 * Which columns hold spans of time, and in which unit. Parquet has no type for them; Arrow (pandas, Polars) writes its own
 * schema into the notes, as an encapsulated message of FlatBuffers (Arrow columnar format 1.5, Schema.fbs, Message.fbs).
 *
 * @param schema the note "ARROW:schema", in base64; undefined where there is none
 * @returns length of the stored unit in seconds, by the names of top-level columns; empty where the note cannot be read
 */
export function arrowDurations(schema: string | undefined): Map<string, number> {
  const found = new Map<string, number>();
  if (schema === undefined) return found;
  try {
    const bytes = Uint8Array.from(atob(schema), letter => letter.charCodeAt(0));
    const view = new DataView(bytes.buffer);
    const begin = view.getUint32(0) === 0xffffffff ? 8 : 4; // a marker and a length, or a length
    const message = { view, at: begin + view.getUint32(begin, true) };
    const header = tableIn(message, 2);
    if (byteIn(message, 1) !== schemaHeader || !header) return found;
    for (const field of tablesIn(header, 1)) {
      const type = tableIn(field, 3);
      const name = textIn(field, 0);
      if (byteIn(field, 2) !== durationType || !type || name === undefined) continue;
      const unit = placeOf(type, 0);
      found.set(name, unitSeconds[unit === 0 ? 1 : view.getInt16(unit, true)]); // milliseconds, the default, where it is left out
    }
  } catch {
    return new Map(); // a damaged note: the numbers are shown as they are stored
  }
  return found;
}

/** Where a field of a table lies; 0 where it is left out. */
function placeOf({ view, at }: FlatTable, field: number): number {
  const fields = at - view.getInt32(at, true);
  const entry = 4 + 2 * field;
  if (entry >= view.getUint16(fields, true)) return 0;
  const offset = view.getUint16(fields + entry, true);
  return offset === 0 ? 0 : at + offset;
}

function byteIn(table: FlatTable, field: number): number {
  const place = placeOf(table, field);
  return place === 0 ? 0 : table.view.getUint8(place);
}

function tableIn(table: FlatTable, field: number): FlatTable | undefined {
  const place = placeOf(table, field);
  return place === 0 ? undefined : tableAt(table.view, place);
}

function tableAt(view: DataView, place: number): FlatTable {
  return { view, at: place + view.getUint32(place, true) };
}

function tablesIn(table: FlatTable, field: number): FlatTable[] {
  const list = tableIn(table, field);
  if (!list) return [];
  const length = Math.min(list.view.getUint32(list.at, true), mostFields);
  return Array.from({ length }, (_, i) => tableAt(list.view, list.at + 4 + 4 * i));
}

function textIn(table: FlatTable, field: number): string | undefined {
  const text = tableIn(table, field);
  if (!text) return undefined;
  const length = text.view.getUint32(text.at, true);
  return new TextDecoder().decode(new Uint8Array(text.view.buffer, text.at + 4, length));
}
