/** Which character stands before the decimals of a column. */
export type DecimalMark = '.' | ',';

const minusSigns = /[\u2212\u2012\u2013\u2010\u2011\ufe63\uff0d]/g; // minus, dashes and hyphens that people write for "-"
const infinity = /^([+-]?)(inf|infinity|∞|1\.#inf)$/i;
/** Nearly all numbers of a large table, told apart at once. */
const common = /^-?(0|[1-9]\d{0,9})$/;
const commonDecimal = /^-?\d{1,9}\.\d+$/;
const mayBegin = /^[^\p{L}]?[\d.,i∞]/iu; // a sign or none, then digits, or "inf"
const plain = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
/** Fortran's double exponent, 1.5D+03; "1d5" alone could be a name. */
const doubleExponent = /^([+-]?(?:\d+\.\d*|\.\d+))[dq]([+-]?\d{1,3})$|^([+-]?\d+)[dq]([+-]\d{1,3})$/i;
/** Fortran leaves the letter out where the exponent has three digits: 1.5-103. */
const bareExponent = /^([+-]?(?:\d+\.\d*|\.\d+))([+-]\d{3})$/;
const commaGroups = /^[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d*)?$/;
const pointGroups = /^[+-]?[1-9]\d{0,2}(\.\d{3})+(,\d*)?$/;
const spacedGroups = /^[+-]?[1-9]\d{0,2}([ \u00a0\u2009\u202f'’]\d{3})+([.,]\d*)?$/;
/** More digits than a double holds for certain (2⁵³ has 16). */
const exactDigits = 15;

/**
 * The number a cell states, as programs and people write numbers: Unicode minus signs, Fortran's exponents, thousands in
 * groups, ±inf. Undefined for words, for whole numbers too long for a double, and for "007", which is a name.
 *
 * @param word trimmed
 */
export function numberOf(word: string, mark: DecimalMark = '.'): number | undefined {
  if (common.test(word) || (mark === '.' && commonDecimal.test(word))) return Number(word);
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

function ungrouped(text: string, mark: DecimalMark): string {
  if (spacedGroups.test(text)) return text.replace(/[ \u00a0\u2009\u202f'’]/g, '');
  if (mark === '.' && commaGroups.test(text)) return text.replaceAll(',', '');
  if (mark === ',' && pointGroups.test(text)) return text.replaceAll('.', '');
  return text;
}

/** A number with a decimal comma gets a point; one that has a point already is none of that column. */
function withPoint(text: string, mark: DecimalMark): string {
  if (mark === '.') return text;
  return text.includes('.') ? `${text}?` : text.replace(',', '.');
}

/** What the cells of a column, or of a whole table, say of its decimal mark. */
export interface MarkEvidence {
  /** A number that can only have a decimal point: 0.5, 1,234.5 */
  point: boolean;
  /** A number that can only have a decimal comma: 0,5 */
  comma: boolean;
  /** 150,110: decimals or thousands. */
  eitherComma: boolean;
  /** 150.110 where commas may be the decimals. */
  eitherPoint: boolean;
}

export function evidenceOf(cells: Iterable<string>): MarkEvidence {
  const found: MarkEvidence = { point: false, comma: false, eitherComma: false, eitherPoint: false };
  for (const cell of cells) {
    const hasComma = cell.includes(',');
    if (!hasComma && (found.point || !cell.includes('.'))) continue; // it tells nothing new
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

/**
 * The decimal mark of a column: its own evidence, else that of its table, else a comma where the separator leaves it free.
 *
 * @returns `guessed` where nothing but the separator spoke
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
