/** Which character stands before the decimals of a column. */
export type DecimalMark = '.' | ',';

const minusSigns = /[\u2212\u2012\u2013\u2010\u2011\ufe63\uff0d]/g; // minus, dashes and hyphens that people write for "-"
const infinity = /^([+-]?)(inf|infinity|∞|1\.#inf)$/i;
const mayBegin = /^[^\p{L}]?[\d.,i∞]/iu; // a sign or none, then digits, or "inf"
const plain = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
/** Fortran's double exponent, 1.5D+03; "1d5" alone could be a name. */
const doubleExponent = /^([+-]?(?:\d+\.\d*|\.\d+))[dq]([+-]?\d{1,3})$|^([+-]?\d+)[dq]([+-]\d{1,3})$/i;
/** Fortran leaves the letter out where the exponent has three digits: 1.5-103. */
const bareExponent = /^([+-]?(?:\d+\.\d*|\.\d+))([+-]\d{3})$/;
const commaGroups = /^[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d*)?$/;
const pointGroups = /^[+-]?[1-9]\d{0,2}(\.\d{3})+(,\d*)?$/;
const spacedGroups = /^[+-]?[1-9]\d{0,2}([ \u00a0\u2009\u202f'’]\d{3})+([.,]\d*)?$/;
/** A double always keeps so many digits (2⁵³ has 16). */
const exactDigits = 15;

/**
 * The number in a cell, as programs and people write numbers: Unicode minus signs, Fortran's exponents, thousands in
 * groups, ±inf. Undefined for words, for whole numbers too long for a double, and for "007", which is a name.
 *
 * @param word trimmed
 */
export function numberOf(word: string, mark: DecimalMark = '.'): number | undefined {
  const common = commonNumber(word, mark);
  if (common !== undefined) return common;
  if (!mayBegin.test(word)) return undefined;
  const signed = word.replace(minusSigns, '-');
  const infinite = infinity.exec(signed);
  if (infinite) return infinite[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const text = withPoint(ungrouped(signed, mark), mark)
    .replace(doubleExponent, '$1$3e$2$4')
    .replace(bareExponent, '$1e$2');
  if (!plain.test(text)) return undefined;
  const whole = /^[+-]?(\d+)$/.exec(text)?.[1];
  if (whole !== undefined && (whole.length > exactDigits || (whole.length > 1 && whole[0] === '0'))) {
    return undefined;
  }
  return Number(text);
}

const longestWritten = 25; // characters of a double in full
const powersOfTen = Float64Array.from({ length: exactDigits + 1 }, (_, power) => 10 ** power);

/**
 * Reads the form that nearly all numbers of a large table have, digit by digit: an optional minus and digits with at most one
 * mark; up to 15 digits here. A quotient of two whole numbers that doubles hold is rounded to the nearest double (Clinger
 * 1990), so the value is the same as `Number`'s. Undefined for all other words, and for "007".
 */
function commonNumber(word: string, mark: DecimalMark): number | undefined {
  const isNegative = word.charCodeAt(0) === 45;
  const start = isNegative ? 1 : 0;
  const length = word.length;
  if (length === start || length > longestWritten) return undefined;
  const markCode = mark.charCodeAt(0);
  let digits = 0;
  let whole = 0;
  let markAt = -1;
  for (let at = start; at < length; at++) {
    const code = word.charCodeAt(at);
    if (code >= 48 && code <= 57) {
      whole = whole * 10 + (code - 48);
      digits++;
    } else if (code === markCode && markAt < 0 && digits > 0) markAt = at;
    else return undefined;
  }
  if (markAt === length - 1) return undefined;
  if (digits > exactDigits) return markAt > 0 && mark === '.' ? Number(word) : undefined;
  if (markAt < 0 && digits > 1 && word.charCodeAt(start) === 48) return undefined; // a name
  const value = markAt < 0 ? whole : whole / powersOfTen[length - 1 - markAt];
  return isNegative ? -value : value;
}

function ungrouped(text: string, mark: DecimalMark): string {
  if (spacedGroups.test(text)) return text.replace(/[ \u00a0\u2009\u202f'’]/g, '');
  if (mark === '.' && commaGroups.test(text)) return text.replaceAll(',', '');
  if (mark === ',' && pointGroups.test(text)) return text.replaceAll('.', '');
  return text;
}

/** Replaces the decimal comma by a point; text that has a point already is made invalid, since the column has commas. */
function withPoint(text: string, mark: DecimalMark): string {
  if (mark === '.') return text;
  return text.includes('.') ? `${text}?` : text.replace(',', '.');
}

/** What the cells of a column, or of a whole table, tell about its decimal mark. */
export interface MarkEvidence {
  /** A number that can only have a decimal point: 0.5, 1,234.5 */
  point: boolean;
  /** A number that can only have a decimal comma: 0,5 */
  comma: boolean;
  /** 150,110: either decimals or thousands. */
  eitherComma: boolean;
  /** 150.110: the same, where commas may be decimal marks. */
  eitherPoint: boolean;
}

/** Evidence before any cell was read. */
export const noEvidence: Readonly<MarkEvidence> = {
  point: false,
  comma: false,
  eitherComma: false,
  eitherPoint: false,
};

/** Searches cells for numbers that tell the decimal mark; other text tells nothing. */
export function evidenceOf(cells: Iterable<string>): MarkEvidence {
  const found: MarkEvidence = { ...noEvidence };
  for (const cell of cells) {
    const hasComma = cell.includes(',');
    if (!hasComma && (found.point || !cell.includes('.'))) continue; // it tells nothing new
    if (!found.point && !hasComma && isPlainDecimal(cell)) {
      found.point = true;
      continue;
    }
    const text = cell
      .trim()
      .replace(minusSigns, '-')
      .replace(/^[+-]/, '')
      .replace(/(?<=\d)[edq][+-]?\d+$/i, '');
    if (/^[1-9]\d{0,2},\d{3}$/.test(text)) found.eitherComma = true;
    else if (/^[1-9]\d{0,2}\.\d{3}$/.test(text)) found.eitherPoint = true;
    else if (/^\d*,\d+$/.test(text) || (pointGroups.test(text) && /,|\..*\./.test(text))) found.comma = true;
    else if (/^\d*\.\d*$/.test(text) || (commaGroups.test(text) && /\.|,.*,/.test(text))) found.point = true;
  }
  return found;
}

/** 0.5 or 150.1234: decimals that are not three digits cannot be thousands. */
function isPlainDecimal(cell: string): boolean {
  const decimals = cell.length - 1 - cell.indexOf('.');
  return decimals !== 3 && commonNumber(cell, '.') !== undefined;
}

/**
 * The decimal mark of a column: by its own evidence, else by that of its table, else a comma where the separator allows it.
 *
 * @returns `guessed` where only the separator decided
 */
export function decimalMark(
  column: MarkEvidence,
  table: MarkEvidence,
  separator: string,
): { mark: DecimalMark; guessed: boolean } {
  if (column.comma !== column.point) return { mark: column.comma ? ',' : '.', guessed: false };
  if (column.comma && column.point) return { mark: '.', guessed: false };
  const tableSpeaks = table.comma !== table.point;
  const free = separator === ';' || separator === '\t';
  if (column.eitherComma) {
    if (tableSpeaks) return { mark: table.comma ? ',' : '.', guessed: false };
    return { mark: free ? ',' : '.', guessed: true };
  }
  return { mark: tableSpeaks && table.comma && free ? ',' : '.', guessed: false };
}
