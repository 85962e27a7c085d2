import { firstFew, UnreadableError } from '../bytes/unreadable.ts';
import { idNames } from '../tables/idNames.ts';
import { isNoNumber } from '../tables/nothingWords.ts';
import { numberOf } from '../tables/numberText.ts';
import { highestScore, isScore, type Rating } from './interestSearch.ts';
import { checkOf, readSearchNotes } from './ratingsNotes.ts';
import type { SearchNotes } from './ratingsTable.ts';

/** What a file of ratings holds. */
export interface RatingsFile {
  /** All notes in an undamaged file of this app; none in a plain table. */
  notes: Partial<SearchNotes>;
  /** In the order in which they were given, each galaxy once. */
  ratings: Rating[];
  skipped: string[];
  /** Sentences that count what was left out, or say what may be wrong. */
  problems: string[];
}

/** A table of cells as a CSV or a VOTable gave it. */
interface RatingsCells {
  fileName: string;
  notes: ReadonlyMap<string, unknown>;
  /** By column name, each (rowCount); empty cells are '' */
  cells: ReadonlyMap<string, readonly string[]>;
  problems: string[];
}

/** Names of columns of ratings, lower case, the most certain first. */
export const ratingNames: readonly string[] = ['rating', 'score', 'interest', 'label'];

/** The sentence about a file of this app whose checksum does not match. */
export function harmedSentence(fileName: string): string {
  return `${fileName} is not as it was written: it was edited or damaged since, and its contents may have changed.`;
}

/** Whether columns of these names are enough: one of ids, one of ratings. */
export function enoughColumns(names: readonly string[]): boolean {
  const known = names.map(name => name.trim().toLowerCase());
  return known.some(name => ratingNames.includes(name)) && known.some(name => idNames.includes(name));
}

/** The ratings in a table's cells, checked. @throws UnreadableError without columns of ids and ratings, or without any rating */
export function ratingsFrom({ fileName, notes: rawNotes, cells, problems }: RatingsCells): RatingsFile {
  const column = (names: readonly string[]) => {
    const byName = new Map([...cells].map(([name, values]) => [name.trim().toLowerCase(), values]));
    return names.map(name => byName.get(name)).find(values => values !== undefined);
  };
  const ids = column(idNames);
  const scores = column(ratingNames);
  if (!ids || !scores) {
    const missing = ids ? 'ratings' : scores ? 'ids' : 'ids and none of ratings';
    throw new UnreadableError(
      `${fileName} has no column of ${missing} (it has ${firstFew([...cells.keys()], 6)}): name them "id" and "rating".`,
    );
  }
  const ratedOrder = column(['rated_order']);
  const skippedOrder = column(['skipped_order']);
  const { notes, check } = readSearchNotes(rawNotes);
  const own = ratedOrder !== undefined || check !== undefined;
  const found = checkRatings(
    ids.map(id => (own ? id : id.trim())),
    scores,
    ratedOrder,
  );
  const skipped = inOrder(ids, skippedOrder);
  const sentences = [...problems, ...found.problems];
  if (own && check !== checkOf(notes, found.ratings, skipped)) {
    sentences.push(harmedSentence(fileName));
  }
  if (!own && found.ratings.length === 0) {
    throw new UnreadableError(
      [`${fileName} has no rating of 0 to ${highestScore}: fill its column of ratings.`, ...sentences].join(
        ' ',
      ),
    );
  }
  return { notes, ratings: found.ratings, skipped, problems: sentences };
}

/** Reads scores, orders them, and counts those that cannot be used. */
function checkRatings(
  ids: readonly string[],
  scores: readonly string[],
  order: readonly string[] | undefined,
): { ratings: Rating[]; problems: string[] } {
  const nameless: string[] = [];
  const wordy: string[] = [];
  const outside: string[] = [];
  const repeated = new Set<string>();
  const ratings = new Map<string, number>();
  for (const row of ordered(ids.length, order)) {
    const word = scores[row].trim();
    if (isNoNumber(word)) continue;
    const score = numberOf(word, /^\d+,\d+$/.test(word) ? ',' : '.') ?? Number(word); // 4,5 as it is written in many countries
    if (ids[row] === '') nameless.push(word);
    else if (Number.isNaN(score)) wordy.push(`“${word}” of ${ids[row]}`);
    else if (!isScore(score)) outside.push(`${word} of ${ids[row]}`);
    else {
      if (ratings.has(ids[row])) repeated.add(ids[row]);
      ratings.set(ids[row], score); // a Map keeps the first one's place
    }
  }
  const problems: string[] = [];
  const tell = (what: readonly string[], one: string, many: string, rest: string) => {
    if (what.length > 0) {
      problems.push(
        `${what.length === 1 ? `One ${one}` : `${what.length} ${many}`} (${firstFew(what)}): ${rest}.`,
      );
    }
  };
  tell(nameless, 'rating has no id', 'ratings have no id', 'left out');
  tell(wordy, 'rating is not a number', 'ratings are not numbers', 'left out');
  tell(
    outside,
    `rating is outside 0 to ${highestScore}`,
    `ratings are outside 0 to ${highestScore}`,
    'left out',
  );
  tell(
    [...repeated],
    'galaxy is rated more than once',
    'galaxies are rated more than once',
    'the last rating counts',
  );
  return { ratings: Array.from(ratings, ([galaxyId, score]) => ({ galaxyId, score })), problems };
}

/** Rows in the order of the places they state; those that state none follow in the file's order. */
function ordered(n: number, order: readonly string[] | undefined): number[] {
  const rows = Array.from({ length: n }, (_, row) => row);
  if (!order) return rows;
  const places = order.map(placeOf);
  return rows.sort((a, b) => places[a] - places[b] || a - b);
}

function inOrder(ids: readonly string[], order: readonly string[] | undefined): string[] {
  if (!order) return [];
  const placed = ordered(ids.length, order).filter(row => placeOf(order[row]) < unplaced);
  return [...new Set(placed.map(row => ids[row]).filter(id => id !== ''))];
}

const unplaced = Number.MAX_SAFE_INTEGER; // after all others, and finite: Infinity − Infinity orders nothing

function placeOf(text: string): number {
  const place = Number(text.trim() || Number.NaN);
  return place > 0 && place < unplaced ? place : unplaced;
}
