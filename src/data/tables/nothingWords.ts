/**
 * Words for a missing value. These are empty cells in every column; those of `amongNumbers` only in columns of numbers,
 * because "none" or "unknown" may be a class in a column of words.
 */
const always = new Set([
  '',
  'nan',
  '-nan',
  '+nan',
  'null',
  '(null)',
  '<null>',
  '<na>', // pandas
  'n/a',
  'na', // R
  'nat', // pandas, for times
  '#n/a', // spreadsheets
  '#n/a n/a',
  '#na',
  '#value!',
  '#ref!',
  '#div/0!',
  '#num!',
  '#name?',
  '#null!',
  '\\n', // MySQL's \N
  '-',
  '--', // astropy's masked cell
  '---',
  '\u2013',
  '\u2014',
]);
const longestAlways = 8; // "#n/a n/a", "#div/0!"
const amongNumbers = new Set([
  'none',
  'nil',
  'masked',
  'missing',
  'undef',
  'undefined',
  'indef', // IRAF
  'indefinite',
  'unknown',
  'blank',
  'empty',
  'n.a.',
  'n.d.',
  'nd',
  'n/d',
  '?',
  '.',
  '..',
  '...',
  '\u2026',
  '----',
  '1.#qnan', // Windows' C library
  '-1.#qnan',
  '1.#ind',
  '-1.#ind',
  '1.#snan',
]);
const numberedNan = /^[+-]?s?nan(\([0-9a-z]*\)|q|s|ind)?$/; // C's nan(char-sequence)
const dashes = /^-{2,}$/;

/** Whether a trimmed cell of a column of words counts as empty: "None", as Python writes it, does; the class "none" does not. */
export function isNothing(word: string): boolean {
  if (word.length > longestAlways || beginsWithDigit(word)) return false;
  return always.has(word.toLowerCase()) || word === 'None';
}

/** Whether a trimmed cell of a column of numbers counts as empty. */
export function isNoNumber(word: string): boolean {
  if (beginsWithDigit(word) && !word.includes('#')) return false;
  const lower = word.toLowerCase();
  return always.has(lower) || amongNumbers.has(lower) || numberedNan.test(lower) || dashes.test(lower);
}

/** Most cells of a large table do, and need not be looked up. */
function beginsWithDigit(word: string): boolean {
  const first = word.charCodeAt(0);
  return first >= 48 && first <= 57;
}
