import type { VerdictKind } from '../../contracts/people.ts';
import { UnreadableError } from '../bytes/unreadable.ts';
import { highestScore, isScore } from '../searches/interestSearch.ts';
import { ratingNames } from '../searches/ratingsFile.ts';
import type { CellRows } from '../tables/cellRows.ts';
import type { CellValues } from '../tables/cellValues.ts';
import type { TypedTable } from '../tables/tableColumns.ts';
import type { TextTable } from '../tables/textTable.ts';
import { verdictWords } from './peopleColumns.ts';

/** A column of a file that holds what one person said. */
export interface PersonColumn {
  column: string;
  /** Name of the person, where the column's name says it. */
  name?: string;
  /** True for a column recognised by its contents, not by its name. */
  isGuess: boolean;
}

const labelNames = ['label', 'class', 'classification', 'category', 'morphology', 'type', 'answer'];
const knownNames: Record<VerdictKind, readonly string[]> = { ratings: ratingNames, labels: labelNames };
/** A column with more different words than this holds remarks, not classes. */
export const mostClassesOfPerson = 50;
const mostGuessedClasses = 20;
const ownColumns = ['consensus', 'n', 'agreement']; // of an export of this app, besides the people's columns

/**
 * The columns that hold people's verdicts: "rating: Ann" for each person, as exports have them; otherwise the one with a usual
 * name; otherwise all whose contents could be verdicts.
 *
 * @param joined the column of ids
 * @throws UnreadableError where there is none
 */
export function personColumns(
  table: TextTable,
  typed: TypedTable,
  joined: string,
  kind: VerdictKind,
): PersonColumn[] {
  const columns = [...table.cells.keys()].filter(name => name !== joined);
  const named = columns.flatMap(column => {
    const name = personOf(column, kind);
    return name === undefined ? [] : [{ column, name, isGuess: false }];
  });
  if (named.length > 0) return named;
  const other: VerdictKind = kind === 'ratings' ? 'labels' : 'ratings';
  if (columns.some(column => personOf(column, other) !== undefined)) {
    const room = other === 'ratings' ? 'Anomalies' : 'Fine-tune';
    throw new UnreadableError(`${table.name} holds ${other}, not ${kind}: open it in the ${room} room.`);
  }
  const known = verdictColumn(table, kind, joined);
  if (known !== undefined) return [{ column: known, isGuess: false }];
  const guesses = columns.filter(
    column =>
      !ownColumns.includes(column) &&
      couldBe(kind, table.cells.get(column)!, typed.columns.get(column)!.values),
  );
  if (guesses.length > 0) return guesses.map(column => ({ column, name: column, isGuess: true }));
  const what = kind === 'ratings' ? `ratings of 0 to ${highestScore}` : 'classes';
  throw new UnreadableError(
    `${table.name} has no column of ${what} besides ${joined}: name one “${verdictWords[kind]}”.`,
  );
}

/**
 * The column with a usual name for verdicts, such as "rating" or "class"; undefined where there is none.
 *
 * @param other a column that holds something else
 */
export function verdictColumn(table: TextTable, kind: VerdictKind, other: string): string | undefined {
  const columns = [...table.cells.keys()].filter(name => name !== other);
  const byName = new Map(columns.map(column => [column.trim().toLowerCase(), column]));
  return knownNames[kind].map(name => byName.get(name)).find(column => column !== undefined);
}

/** The person that a column's name gives: "Ann" for "rating: Ann". */
function personOf(column: string, kind: VerdictKind): string | undefined {
  return new RegExp(`^${verdictWords[kind]}s?\\s*:\\s*(.+)$`, 'i').exec(column.trim())?.[1].trim();
}

function couldBe(kind: VerdictKind, cells: CellRows, values: CellValues['values']): boolean {
  if (kind === 'ratings') {
    const known = values instanceof Float64Array ? values.filter(value => !Number.isNaN(value)) : [];
    return known.length > 0 && known.every(value => isScore(value) && Number.isInteger(2 * value));
  }
  if (values instanceof Float64Array) return false;
  const words = Array.from(cells, cell => cell.trim()).filter(word => word !== '');
  const different = new Set(words).size;
  return different > 0 && different <= mostGuessedClasses && 2 * different <= words.length;
}
