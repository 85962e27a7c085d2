import type { Column, TextRows } from '../../contracts/column.ts';
import type { IdRows, OpenedCatalogue } from '../../contracts/ingest.ts';
import { PackedIds } from '../../data/bytes/packedIds.ts';
import { PackedTexts } from '../../data/bytes/packedTexts.ts';
import { partFinder } from '../../data/bytes/textPart.ts';
import { ruleColumns } from '../../data/catalogues/columnLabels.ts';
import { columnRule } from '../../maths/catalogue/columnRule.ts';
import { separationArcsec } from '../../maths/catalogue/coordinates.ts';
import { createRowMask, rowsOf, setRow } from '../../maths/catalogue/rowMask.ts';
import { angleText } from '../../ui/text/angleText.ts';
import { formatGalaxies } from '../../ui/text/quantity.ts';
import { parsePosition } from './parsePosition.ts';

/** What a search line found. */
export interface Found {
  /** Catalogue rows, best first. */
  rows: number[];
  /** Shown above the rows where they need explaining: how far the nearest galaxy is, or why there is none. */
  sentence?: string;
  /** All galaxies of a value or a condition, offered as one selection. */
  all?: { rows: Uint32Array; words: string };
  /** A name that nothing here has: a resolver may know where on the sky it is. */
  unknownName?: string;
}

const mostShown = 8; // a list that needs no scrolling
const rowsPerStep = 20_000; // about a millisecond

/**
 * Galaxies that a line of text means: those whose ids contain it (equal ids first, then those that begin with it); else
 * those of which a column holds it as a word or a name; else those that fulfil it as a condition; else the galaxy
 * nearest to the coordinates it gives.
 *
 * @param text an id or a part of one, a name, `ring > 0.5`, `146.7142 -1.0413`, or `09:46:51.4 -01:02:28.6` and its like
 * @yields every few milliseconds
 */
export function* findGalaxiesSteps(
  text: string,
  catalogue: OpenedCatalogue,
  columns: readonly Column[] = [],
): Generator<void, Found> {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return { rows: [] };
  const byId = yield* rowsById(wanted, catalogue.ids);
  if (byId.length > 0) return { rows: byId };
  const byValue =
    (yield* galaxiesOfValue(wanted, columns)) ?? (yield* galaxiesOfRule(text, catalogue.rowCount, columns));
  if (byValue) return byValue;
  const position = parsePosition(text);
  if (!position)
    return {
      rows: [],
      ...(catalogue.raDeg && !catalogue.simulated && couldBeName(text) && { unknownName: text.trim() }),
      sentence: `No id or value is "${text.trim()}", and it is no condition or position on the sky.`,
    };
  const { raDeg, decDeg } = catalogue;
  if (!raDeg || !decDeg) return { rows: [], sentence: 'This catalogue has no positions on the sky.' };
  let nearest = -1;
  let nearestArcsec = Number.POSITIVE_INFINITY;
  for (let row = 0; row < catalogue.rowCount; row++) {
    if (row % rowsPerStep === 0) yield;
    if (Math.abs(decDeg[row] - position.decDeg) * 3600 > 1.001 * nearestArcsec) continue; // further in declination alone
    const separation = separationArcsec(position.raDeg, position.decDeg, raDeg[row], decDeg[row]);
    if (separation < nearestArcsec) {
      nearestArcsec = separation;
      nearest = row;
    }
  }
  if (nearest < 0) return { rows: [], sentence: 'No galaxy of this catalogue has a position on the sky.' };
  return { rows: [nearest], sentence: `The nearest galaxy is ${angleText(nearestArcsec)} from there.` };
}

/** True for what objects on the sky are called: letters and digits, "M51", "NGC 1300", "Hoag's Object". */
function couldBeName(text: string): boolean {
  return /\p{L}/u.test(text) && /^[\p{L}\p{N} .,+'’*[\]()/_-]{2,60}$/u.test(text.trim());
}

function* rowsById(wanted: string, ids: IdRows): Generator<void, number[]> {
  const placeOf = placeFinder(ids, wanted);
  const equal: number[] = [];
  const beginning: number[] = [];
  const holding: number[] = [];
  for (let row = 0; row < ids.length; row++) {
    if (row % rowsPerStep === 0) yield;
    const at = placeOf(row);
    if (at < 0) continue;
    if (at > 0) {
      if (holding.length < mostShown) holding.push(row);
    } else if (ids.at(row)?.length === wanted.length) equal.push(row);
    else if (beginning.length < mostShown) beginning.push(row);
    if (beginning.length >= mostShown && equal.length > 0) break;
  }
  return [...equal, ...beginning, ...holding].slice(0, mostShown);
}

/** Where a text begins in that of a row, without regard to case; −1 where it is not in it. */
function placeFinder(texts: TextRows, wanted: string): (row: number) => number {
  if (texts instanceof PackedIds || texts instanceof PackedTexts) return partFinder(texts, wanted);
  return row => texts.at(row)?.toLowerCase().indexOf(wanted) ?? -1;
}

/** Galaxies of which a column of words is this word, or a column of text contains it: the first such column. */
function* galaxiesOfValue(wanted: string, columns: readonly Column[]): Generator<void, Found | null> {
  for (const column of columns) {
    if (column.kind === 'category') {
      const code = column.categories.findIndex(word => word.toLowerCase() === wanted);
      if (code < 0) continue;
      const rows = yield* rowsWith(column.codes.length, row => column.codes[row] === code);
      if (rows.length > 0) return foundSet(rows, `${column.name}: ${column.categories[code]}`);
    }
    if (column.kind === 'text') {
      const placeOf = placeFinder(column.values, wanted);
      const rows = yield* rowsWith(column.values.length, row => placeOf(row) >= 0);
      if (rows.length > 0) return foundSet(rows, `${column.name}: ${wanted}`);
    }
  }
  return null;
}

function* galaxiesOfRule(
  text: string,
  rowCount: number,
  columns: readonly Column[],
): Generator<void, Found | null> {
  if (!/[<>=]/.test(text)) return null;
  try {
    const rule = columnRule(text, ruleColumns(columns));
    const rows = yield* rowsWith(rowCount, row => rule.matches(row) === true);
    return foundSet(rows, text.trim());
  } catch (error) {
    return { rows: [], sentence: error instanceof Error ? `${error.message}.` : undefined };
  }
}

function* rowsWith(count: number, holds: (row: number) => boolean): Generator<void, Uint32Array> {
  const mask = createRowMask(count);
  for (let row = 0; row < count; row++) {
    if (row % rowsPerStep === 0) yield;
    if (holds(row)) setRow(mask, row, true);
  }
  return rowsOf(mask);
}

function foundSet(rows: Uint32Array, words: string): Found {
  if (rows.length === 0) return { rows: [], sentence: `No galaxy has ${words}.` };
  const first = Array.from(rows.subarray(0, mostShown));
  return { rows: first, all: { rows, words }, sentence: `${formatGalaxies(rows.length)} of ${words}` };
}
