import { isNamingColumn } from './idNames.ts';
import { numberOf } from './numberText.ts';

/** A table's text, split into the comment lines at its head and the rest. */
interface Preamble {
  /** Without their "#" and the blank after it. */
  comments: string[];
  /** From the first line that is neither empty nor a comment. */
  body: string;
}

/** Separates the lines at the head that begin with "#" from the body. */
export function splitPreamble(text: string): Preamble {
  const head = /^(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n|$))*/.exec(text)?.[0] ?? '';
  const comments = head
    .split(/\r\n|\r|\n/)
    .filter(line => line.trim() !== '')
    .map(line => line.trimStart().replace(/^#[ \t]?/, ''));
  return { comments, body: text.slice(head.length) };
}

const wellKnown = new Set([
  'ra',
  'dec',
  'class',
  'label',
  'labels',
  'rating',
  'score',
  'z',
  'redshift',
  'mag',
]);

/**
 * Whether the last comment line names the columns ("# file,ra,dec"): it has as many cells as the first line below, and
 * that line holds values instead of names.
 */
export function isCommentedHeader(comment: readonly string[], first: readonly string[]): boolean {
  if (comment.length !== first.length || comment.some(word => isNumber(word))) return false;
  const knows = (cells: readonly string[]) =>
    cells.some(word => isNamingColumn(word) || wellKnown.has(word.trim().toLowerCase()));
  if (knows(first) && !first.some(isNumber)) return false;
  return comment.length === 1 ? knows(comment) : first.some(isNumber) || knows(comment);
}

/** Whether the first row is already a galaxy: it holds a number with decimals, which is not the name of a column. */
export function isHeaderless(first: readonly string[]): boolean {
  return first.some(word => /^[-+\u2212]?\d*[.]\d+(e[-+]?\d+)?$/i.test(word.trim()));
}

function isNumber(word: string): boolean {
  return numberOf(word.trim()) !== undefined || /^\d{16,}$/.test(word.trim());
}
