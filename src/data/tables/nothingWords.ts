/**
 * What is written where nothing is known. In a column of numbers each of these is an empty cell; among words only those
 * that can be no word of a person's own are, so that the class "none" or "unknown" is not lost.
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
  'nat', // pandas, of times
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

/** Whether a trimmed cell of a column of words is empty. "None", as Python writes it, is; the class "none" is not. */
export function isNothing(word: string): boolean {
  if (word.length > longestAlways || beginsWithDigit(word)) return false;
  return always.has(word.toLowerCase()) || word === 'None';
}

/** Whether a trimmed cell of a column of numbers is empty. */
export function isNoNumber(word: string): boolean {
  if (beginsWithDigit(word) && !word.includes('#')) return false;
  const lower = word.toLowerCase();
  return always.has(lower) || amongNumbers.has(lower) || numberedNan.test(lower) || dashes.test(lower);
}

/** Most cells of a large table are, and need not be looked up. */
function beginsWithDigit(word: string): boolean {
  const first = word.charCodeAt(0);
  return first >= 48 && first <= 57;
}
