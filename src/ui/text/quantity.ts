/** Numbers as people read them: sensible digits, a true minus sign, narrow spaces before units, "–" for null. */

const narrowSpace = '\u202f'; // no-break and narrow: a number never leaves its unit
/** What stands for a value that is not known. */
export const nullSign = '–';
const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const smallestPlain = 1e-4; // below it, zeros hide the digits
const largestPlain = 1e9; // above it, digits hide the size

const counting = new Intl.NumberFormat('en-US'); // one for all: `toLocaleString` makes one at every call

/** "17,070" */
export function formatCount(n: number): string {
  return counting.format(n).replace('-', '−');
}

/** "1 galaxy", "17,070 galaxies" */
export function formatGalaxies(n: number): string {
  return formatCounted(n, 'galaxy', 'galaxies');
}

/** "1 epoch", "12 epochs". @param many default: the noun with an s */
export function formatCounted(n: number, one: string, many = `${one}s`): string {
  return `${formatCount(n)} ${n === 1 ? one : many}`;
}

/**
 * A number to `digits` significant digits; whole numbers keep all of theirs.
 *
 * @param digits ≥ 1, default 3
 * @param unit printed behind a narrow space
 */
export function formatNumber(value: number, digits = 3, unit?: string): string {
  if (Number.isNaN(value)) return nullSign;
  const text = plainNumber(value, digits).replace('-', '−');
  return unit ? `${text}${narrowSpace}${unit}` : text;
}

function plainNumber(value: number, digits: number): string {
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '-∞';
  const size = Math.abs(value);
  if (size !== 0 && (size < smallestPlain || size >= largestPlain)) {
    const [mantissa, exponent] = value.toExponential(digits - 1).split('e');
    const raised = exponent
      .replace('+', '')
      .replace('-', '⁻')
      .replace(/\d/g, digit => superscripts[Number(digit)]);
    return `${mantissa}${narrowSpace}×${narrowSpace}10${raised}`;
  }
  if (Number.isInteger(value) || size >= 10 ** digits) return Math.round(value).toLocaleString('en-US');
  return value.toPrecision(digits);
}

/** A fraction from 0 to 1 as "31 %"; below 1 % with one digit more. */
export function formatPercent(fraction: number): string {
  const percent = fraction * 100;
  const text =
    percent > 0 && percent < 0.995 ? Number(percent.toPrecision(1)).toString() : percent.toFixed(0);
  return `${text}${narrowSpace}%`;
}

const positionDecimals = 5; // degrees: 0.04″, finer than the centre of a cut-out is known

/** Right ascension or declination as "146.71420°". */
export function formatDegrees(degrees: number): string {
  return `${degrees.toFixed(positionDecimals).replace('-', '−')}°`;
}
