import type { TextRows } from '../../contracts/column.ts';
import { TextPacker } from '../bytes/packedTexts.ts';
import type { CellRows } from './cellRows.ts';
import { isNoNumber, isNothing } from './nothingWords.ts';
import { type DecimalMark, numberOf } from './numberText.ts';

/** A column of cells with their kind found. */
export interface CellValues {
  /** (rows) numbers if every filled cell is one, NaN where empty; otherwise words, null where empty. */
  values: Float64Array | TextRows;
  /** The first cell that makes a column of mostly numbers text. */
  textBecause?: { word: string; row: number };
  /** A whole number that has lost its last digits: an id that went through a floating-point number. */
  lostDigits?: { word: string; row: number };
}

const booleans = new Map([
  ['true', 1],
  ['false', 0],
]);
const mostlyNumbers = 0.5; // share of the filled cells; with fewer it is a column of words
const textTypes = new Set(['string', 'str', 'char', 'unicodeChar']);

/**
 * The values of a column of text cells.
 *
 * @param datatype as the table declares it: a column declared as text stays text
 */
export function cellValuesOf(cells: CellRows, mark: DecimalMark = '.', datatype?: string): CellValues {
  if (datatype !== undefined && textTypes.has(datatype)) return { values: asWords(cells) };
  const { numbers, known, empty, firstBad, firstLost, mayBeWhole } = numbersOf(cells, mark);
  if (mayBeWhole) {
    const whole = wholeValues(cells);
    if (whole) return whole;
  }
  if (known === 0) {
    const flags = flagsOf(cells);
    if (flags) return { values: flags };
  }
  const lostDigits = firstLost < 0 ? undefined : { word: cells.at(firstLost)!.trim(), row: firstLost };
  if (firstBad < 0 && (known > 0 || !hasWords(cells))) {
    return { values: numbers, lostDigits };
  }
  const bad = firstBad < 0 ? '' : cells.at(firstBad)!.trim();
  const isNameLike = firstBad < 0 || /^[+-]?\d+$/.test(bad); // "007" and 19 digits are names, not mistakes
  const isSlip = !isNameLike && known >= mostlyNumbers * (cells.length - empty);
  return {
    values: asWords(cells),
    textBecause: isSlip ? { word: bad, row: firstBad } : undefined,
    lostDigits,
  };
}

interface FoundNumbers {
  /** (rows) NaN where there is none */
  numbers: Float64Array;
  /** Counts of cells that are numbers, and of empty cells. */
  known: number;
  empty: number;
  /** First row that is neither; −1 where there is none. */
  firstBad: number;
  /** First row of a number beyond 2⁵³ in powers of ten; −1 where there is none. */
  firstLost: number;
  /** Whether some cell could be a whole number too long for a double, and none a fraction or a word. */
  mayBeWhole: boolean;
}

/** One pass over the cells of a column. */
function numbersOf(cells: CellRows, mark: DecimalMark): FoundNumbers {
  const found: FoundNumbers = {
    numbers: new Float64Array(cells.length).fill(Number.NaN),
    known: 0,
    empty: 0,
    firstBad: -1,
    firstLost: -1,
    mayBeWhole: false,
  };
  let allWhole = true;
  let anyLong = false;
  for (let row = 0; row < cells.length; row++) {
    const word = trimmed(cells.at(row)!);
    const number = numberOf(word, mark);
    if (number !== undefined) {
      found.numbers[row] = number;
      found.known++;
      if (!Number.isInteger(number)) allWhole = false;
      else if (Math.abs(number) > Number.MAX_SAFE_INTEGER) {
        const inPowers = inPowersOfTen.test(word);
        if (inPowers && found.firstLost < 0) found.firstLost = row;
        if (inPowers) allWhole = false;
        else anyLong = true;
      }
    } else if (isNoNumber(word)) found.empty++;
    else {
      if (found.firstBad < 0) found.firstBad = row;
      if (word.length > longestSafe && wholeNumber.test(word)) anyLong = true;
      else if (!wholeNumber.test(word)) allWhole = false;
    }
  }
  found.mayBeWhole = allWhole && anyLong;
  return found;
}

const longestSafe = 15; // a double always keeps so many digits
const wholeNumber = /^[+-]?\d+(\.0*)?$/;
const inPowersOfTen = /e\+?\d+$/i;

function trimmed(cell: string): string {
  const first = cell.charCodeAt(0);
  const last = cell.charCodeAt(cell.length - 1);
  return first > 32 && first < 127 && last > 32 && last < 127 ? cell : cell.trim();
}

function asWords(cells: CellRows): TextRows {
  const words = new TextPacker(cells.length);
  for (let row = 0; row < cells.length; row++) {
    const word = trimmed(cells.at(row)!);
    words.add(isNothing(word) ? null : word);
  }
  return words.finish();
}

function hasWords(cells: CellRows): boolean {
  for (let row = 0; row < cells.length; row++) if (!isNothing(trimmed(cells.at(row)!))) return true;
  return false;
}

/** (rows) 1 for true, 0 for false; undefined if there is any other word, or neither of these. */
function flagsOf(cells: CellRows): Float64Array | undefined {
  const flags = new Float64Array(cells.length).fill(Number.NaN);
  let known = 0;
  for (let row = 0; row < cells.length; row++) {
    const word = cells.at(row)!.trim();
    if (isNoNumber(word)) continue;
    const flag = booleans.get(word.toLowerCase());
    if (flag === undefined) return undefined;
    flags[row] = flag;
    known++;
  }
  return known > 0 ? flags : undefined;
}

/** Whole numbers of which some are too long for a double: exact words, without the ".0" that some writers append. */
function wholeValues(cells: CellRows): CellValues | undefined {
  let firstLong = -1;
  let areDoubles = true; // whether each long number is one that a double holds exactly
  let anyPoint = false;
  const values = new TextPacker(cells.length);
  for (let row = 0; row < cells.length; row++) {
    const word = cells.at(row)!.trim();
    if (isNoNumber(word)) {
      values.add(null);
      continue;
    }
    if (!wholeNumber.test(word)) return undefined;
    const hasPoint = word.includes('.');
    const digits = hasPoint ? word.replace(/\.0*$/, '') : word;
    values.add(digits);
    anyPoint ||= hasPoint;
    if (digits.length <= longestSafe || word.length >= 300 || Number.isSafeInteger(Number(word))) continue;
    if (firstLong < 0) firstLong = row;
    // One in hundreds of exact ids is a double by chance; ids that went through a double all are.
    if (areDoubles) areDoubles = BigInt(Number(word)).toString() === digits;
  }
  if (firstLong < 0) return undefined;
  const lostDigits =
    anyPoint && areDoubles ? { word: cells.at(firstLong)!.trim(), row: firstLong } : undefined;
  return { values: values.finish(), lostDigits };
}
