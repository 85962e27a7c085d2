import { isNoNumber, isNothing } from './nothingWords.ts';
import { type DecimalMark, numberOf } from './numberText.ts';

/** A column of cells with their kind found. */
export interface CellValues {
  /** (rows) numbers where every filled cell is one, else words; null where empty. */
  values: (number | string | null)[];
  /** The first cell that keeps a column of mostly numbers text. */
  textBecause?: { word: string; row: number };
  /** A whole number whose last digits are gone: an id that went through a floating-point number. */
  lostDigits?: { word: string; row: number };
}

const booleans = new Map([
  ['true', 1],
  ['false', 0],
]);
const mostlyNumbers = 0.5; // of the filled cells: fewer, and it is a column of words
const textTypes = new Set(['string', 'str', 'char', 'unicodeChar']);

/**
 * The values of a column of text cells.
 *
 * @param datatype as the table declares it: a column declared as text stays text
 */
export function cellValuesOf(
  cells: readonly string[],
  mark: DecimalMark = '.',
  datatype?: string,
): CellValues {
  const words = cells.map(cell => cell.trim());
  const asWords = () => words.map(word => (isNothing(word) ? null : word));
  if (datatype !== undefined && textTypes.has(datatype)) return { values: asWords() };
  const whole = wholeValues(words);
  if (whole) return whole;
  const flags = words.map(word => (isNoNumber(word) ? null : booleans.get(word.toLowerCase())));
  if (flags.every(flag => flag !== undefined) && flags.some(flag => flag !== null)) return { values: flags };

  const numbers = words.map(word => (isNoNumber(word) ? null : numberOf(word, mark)));
  const bad = numbers.indexOf(undefined);
  const known = numbers.filter(value => value !== undefined && value !== null).length;
  const lostDigits = lostIn(words);
  if (bad < 0 && (known > 0 || words.every(isNothing)))
    return { values: numbers as (number | null)[], lostDigits };
  const filled = numbers.filter(value => value !== null).length;
  const isNameLike = bad < 0 || /^[+-]?\d+$/.test(words[bad]); // "007" and 19 digits are names, not slips
  const textBecause =
    !isNameLike && known >= mostlyNumbers * filled ? { word: words[bad], row: bad } : undefined;
  return { values: asWords(), textBecause, lostDigits };
}

/** Whole numbers of which some are too long for a double: exact words, without the ".0" that some writers append. */
function wholeValues(words: readonly string[]): CellValues | undefined {
  const filled = words.filter(word => !isNoNumber(word));
  if (!filled.every(word => /^[+-]?\d+(\.0*)?$/.test(word))) return undefined;
  const long = filled.filter(word => !Number.isSafeInteger(Number(word)) && word.length < 300);
  if (long.length === 0) return undefined;
  const values = words.map(word => (isNoNumber(word) ? null : word.replace(/\.0*$/, '')));
  // Of exact ids one in hundreds is a double by chance; of those that went through a double every one is.
  const isDouble = (word: string) => BigInt(Number(word)).toString() === word.replace(/\.0*$/, '');
  const wentThrough = filled.some(word => word.includes('.')) && long.every(isDouble);
  return { values, lostDigits: wentThrough ? placeOf(long[0], words) : undefined };
}

/** A whole number beyond 2⁵³ in powers of ten: 1.2376486739714376e+18. */
function lostIn(words: readonly string[]): CellValues['lostDigits'] {
  const row = words.findIndex(word => {
    const size = /e\+?\d+$/i.test(word) ? Math.abs(Number(word)) : 0;
    return size > Number.MAX_SAFE_INTEGER && Number.isInteger(size);
  });
  return row < 0 ? undefined : { word: words[row], row };
}

function placeOf(word: string, words: readonly string[]): { word: string; row: number } {
  return { word, row: words.indexOf(word) };
}
