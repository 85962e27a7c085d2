import { singleText } from '../../maths/singleText.ts';
import { UnreadableError } from '../bytes/unreadable.ts';

/** How the cells of a FIELD are stored in a binary stream. */
export interface BinaryField {
  name: string;
  /** "long", "char", …; undefined where the FIELD does not state it. */
  datatype?: string;
  /** "3", "*", "2x3x*"; undefined for one value. */
  arraysize?: string;
}

/** Bytes and the place where reading continues. */
export interface Cursor {
  view: DataView;
  at: number;
}

const countBytes = 4; // before a cell of variable length
const utf8 = new TextDecoder();
const utf16 = new TextDecoder('utf-16be');

/** Each type's values as the text that TABLEDATA has for them; '' is null. */
const valueTypes: Readonly<Record<string, { bytes: number; text(view: DataView, at: number): string }>> = {
  boolean: { bytes: 1, text: (view, at) => flag(String.fromCharCode(view.getUint8(at))) },
  unsignedByte: { bytes: 1, text: (view, at) => String(view.getUint8(at)) },
  short: { bytes: 2, text: (view, at) => String(view.getInt16(at)) },
  int: { bytes: 4, text: (view, at) => String(view.getInt32(at)) },
  long: { bytes: 8, text: (view, at) => String(view.getBigInt64(at)) },
  float: { bytes: 4, text: (view, at) => numberText(view.getFloat32(at), singleText) },
  double: { bytes: 8, text: (view, at) => numberText(view.getFloat64(at), String) },
  floatComplex: {
    bytes: 8,
    text: (view, at) => complexText([view.getFloat32(at), view.getFloat32(at + 4)], singleText),
  },
  doubleComplex: {
    bytes: 16,
    text: (view, at) => complexText([view.getFloat64(at), view.getFloat64(at + 8)], String),
  },
};
const letterBytes: Readonly<Record<string, number>> = { char: 1, unicodeChar: 2 };

/** Reads a cell and moves the cursor to the next. @throws RangeError where the bytes end within it */
export type CellReader = (cursor: Cursor) => string;

/**
 * How the cells of a field are read.
 *
 * @param inRows whether the length of "2x*" counts pairs, as in astropy, or values, as in STIL; the standard allows either
 * @throws UnreadableError where the field's type or size is not one of VOTable's
 */
export function cellReader(field: BinaryField, fileName: string, inRows: boolean): CellReader {
  const { datatype = '' } = field;
  const sizes = (field.arraysize ?? '').split('x').map(size => size.trim());
  const isVariable = sizes.at(-1)?.endsWith('*') === true;
  const fixed = sizes.filter(size => !size.endsWith('*') && size !== '').map(Number);
  const within = fixed.reduce((product, size) => product * size, 1);
  if (!Number.isSafeInteger(within) || within < 0) {
    throw new UnreadableError(
      `Field ${field.name} of ${fileName} has an arraysize that is not valid (${field.arraysize}): save the file again.`,
    );
  }
  const countOf = (cursor: Cursor) => {
    if (!isVariable) return within;
    const count = cursor.view.getUint32(cursor.at);
    cursor.at += countBytes;
    return inRows ? count * within : count;
  };
  if (datatype in letterBytes) {
    const wordLength = sizes.length > 1 ? fixed[0] : 0;
    return cursor => lettersAt(cursor, countOf(cursor), letterBytes[datatype], wordLength);
  }
  if (datatype === 'bit' && field.arraysize === undefined) return anyBit; // astropy does not set the highest bit
  if (datatype === 'bit') return cursor => bitsAt(cursor, countOf(cursor));
  const type = valueTypes[datatype];
  if (type === undefined) {
    throw new UnreadableError(
      `Field ${field.name} of ${fileName} is of type “${datatype}”, which VOTable does not have in binary: save it as TABLEDATA.`,
    );
  }
  return cursor => {
    const count = countOf(cursor);
    const from = take(cursor, count * type.bytes);
    if (count === 1) return type.text(cursor.view, from);
    const texts = Array.from(
      { length: count },
      (_, i) => type.text(cursor.view, from + i * type.bytes) || 'NaN',
    );
    return texts.join(' ');
  };
}

/** @param wordLength letters of each word in an array of words; 0 for one word */
function lettersAt(cursor: Cursor, count: number, bytes: number, wordLength: number): string {
  const from = take(cursor, count * bytes);
  const decoder = bytes === 1 ? utf8 : utf16;
  const word = (start: number, length: number) => {
    const text = decoder.decode(new Uint8Array(cursor.view.buffer, from + start * bytes, length * bytes));
    const end = text.indexOf('\0'); // ends words shorter than the fixed length
    return end < 0 ? text : text.slice(0, end);
  };
  if (wordLength === 0) return word(0, count);
  return Array.from({ length: Math.floor(count / wordLength) }, (_, i) =>
    word(i * wordLength, wordLength),
  ).join(' ');
}

function bitsAt(cursor: Cursor, count: number): string {
  const from = take(cursor, Math.ceil(count / 8));
  const bit = (i: number) => (cursor.view.getUint8(from + (i >> 3)) >> (7 - (i & 7))) & 1;
  return Array.from({ length: count }, (_, i) => bit(i)).join(' ');
}

function anyBit(cursor: Cursor): string {
  return cursor.view.getUint8(take(cursor, 1)) === 0 ? '0' : '1';
}

/** Moves the cursor by some bytes. @returns where they begin. @throws RangeError where there are fewer */
function take(cursor: Cursor, bytes: number): number {
  const from = cursor.at;
  if (from + bytes > cursor.view.byteLength) throw new RangeError(`need ${bytes} bytes; got fewer`);
  cursor.at += bytes;
  return from;
}

function flag(letter: string): string {
  return 'tT1'.includes(letter) ? 'T' : 'fF0'.includes(letter) ? 'F' : '';
}

function numberText(value: number, text: (value: number) => string): string {
  if (Number.isNaN(value)) return '';
  return Number.isFinite(value) ? text(value) : value > 0 ? 'Inf' : '-Inf';
}

function complexText(parts: readonly number[], text: (value: number) => string): string {
  const texts = parts.map(part => numberText(part, text));
  return texts.every(part => part === '') ? '' : texts.map(part => part || 'NaN').join(' ');
}
