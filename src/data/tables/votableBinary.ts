import { UnreadableError } from '../bytes/unreadable.ts';
import { type BinaryField, type CellReader, type Cursor, cellReader } from './votableCell.ts';

/**
 * Decodes the rows of a VOTable's BINARY or BINARY2 stream (IVOA recommendation 1.4, sections 5.3 and 5.4).
 *
 * @param base64 the stream, in lines
 * @param flagged whether every row begins with one bit per field that says whether its cell is null: BINARY2
 * @returns the cells of each field, as TABLEDATA would have them
 * @throws UnreadableError where the stream is not base64, ends within a row, or has a field of an unknown type
 */
export function decodeVotableRows(
  base64: string,
  fields: readonly BinaryField[],
  flagged: boolean,
  fileName: string,
): string[][] {
  const view = new DataView(bytesOf(base64, fileName).buffer);
  try {
    return rowsOf(view, readersOf(fields, fileName, false), flagged, fileName);
  } catch (error) {
    const readers = readersOf(fields, fileName, true);
    try {
      return rowsOf(view, readers, flagged, fileName);
    } catch {
      throw error;
    }
  }
}

function readersOf(fields: readonly BinaryField[], fileName: string, inRows: boolean): CellReader[] {
  return fields.map(field => cellReader(field, fileName, inRows));
}

function rowsOf(
  view: DataView,
  readers: readonly CellReader[],
  flagged: boolean,
  fileName: string,
): string[][] {
  const columns: string[][] = readers.map(() => []);
  const cursor: Cursor = { view, at: 0 };
  for (let row = 1; cursor.at < view.byteLength; row++) {
    const start = cursor.at;
    if (flagged) cursor.at += Math.ceil(readers.length / 8);
    try {
      for (const [j, read] of readers.entries()) {
        const text = read(cursor);
        const none = flagged && (view.getUint8(start + (j >> 3)) & (0x80 >> (j & 7))) !== 0;
        columns[j].push(none ? '' : text);
      }
    } catch {
      throw new UnreadableError(
        `Row ${row} of ${fileName} is cut short: its binary stream does not fit the fields that are declared; save the file again.`,
      );
    }
    if (cursor.at === start) break; // fields of length 0
  }
  return columns;
}

function bytesOf(base64: string, fileName: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(base64.replace(/\s+/g, '')), letter => letter.charCodeAt(0));
  } catch {
    throw new UnreadableError(
      `The rows of ${fileName} are not complete base64: the file is cut short or damaged; save it again.`,
    );
  }
}
