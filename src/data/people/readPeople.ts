import type { FoundPeople, FoundPerson, Verdict, VerdictKind } from '../../contracts/people.ts';
import { firstFew, UnreadableError } from '../bytes/unreadable.ts';
import { highestScore, isScore } from '../searches/interestSearch.ts';
import { harmedSentence } from '../searches/ratingsFile.ts';
import type { CellValues } from '../tables/cellValues.ts';
import { isNoNumber, isNothing } from '../tables/nothingWords.ts';
import { numberOf } from '../tables/numberText.ts';
import { typedTable } from '../tables/tableColumns.ts';
import { joinTable } from '../tables/tableJoin.ts';
import { readTextTable, type TextTable } from '../tables/textTable.ts';
import { usualOwnName } from './person.ts';
import { mostClassesOfPerson, type PersonColumn, personColumns } from './personColumns.ts';
import { personNameOf } from './personNames.ts';
import { tableOfVerdictRows } from './verdictRows.ts';

const shownPairs = 5;

/**
 * Reads other people's ratings or labels: exports of this app, of one person or of several, any table with a column of ids,
 * or one with a row for each verdict (`id, user, rating`).
 * Ids are matched as for a table of labels (`joinTable`).
 *
 * @param ids (n) of the open catalogue
 * @throws UnreadableError with a sentence where it is not a table, or holds no id of this catalogue or no verdicts
 */
export async function readPeople(
  file: File,
  kind: VerdictKind,
  ids: readonly string[],
): Promise<FoundPeople> {
  const read = await readTextTable(file, file.name);
  const table = tableOfVerdictRows(read, kind, ids) ?? read;
  const typed = typedTable(table);
  const { rowOf, column, matched, problems } = joinTable(table, typed, {
    kind: 'galaxies',
    names: ids,
    mayLackRows: true,
  });
  if (column === undefined) throw new UnreadableError(problems.map(problem => problem.sentence).join(' '));
  const sentences = [...table.problems, ...problems].map(problem => problem.sentence);
  const place: Place = { table, rowOf, ids, column };
  const found = personColumns(table, typed, column, kind);
  const exported = kind === 'ratings' && table.cells.has('rated_order') ? await exportedSearch(file) : null;
  if (exported?.isHarmed) sentences.push(harmedSentence(file.name));
  const people = found.flatMap(each => {
    const { verdicts, remarks } = verdictsOf(place, each, typed.columns.get(each.column)!, kind);
    sentences.push(...remarks);
    if (verdicts.size === 0 && found.length > 1) return [];
    const own = each.name === usualOwnName ? undefined : each.name;
    const name = own ?? exported?.person ?? personNameOf(file.name);
    return [{ name, column: each.column, isGuess: each.isGuess, verdicts }];
  });
  if (people.every(({ verdicts }) => verdicts.size === 0)) {
    throw new UnreadableError(
      [
        `It has no ${kind} of a galaxy of this catalogue in ${firstFew(found.map(each => each.column))}.`,
        ...sentences,
      ].join(' '),
    );
  }
  const pairs = pairsOf(place, people);
  const { rowCount } = table;
  const search = exported?.search;
  return { file: file.name, search, column, matched, rowCount, pairs, people, problems: sentences };
}

/** The notes of an exported search, besides its ratings. */
async function exportedSearch(
  file: File,
): Promise<{ search?: string; person?: string; isHarmed: boolean } | null> {
  const { readRatings } = await import('../searches/readRatings.ts');
  const read = await readRatings(file, file.name).catch(() => null); // if that fails, its ratings are read like those of any table
  if (!read) return null;
  const { name, person } = read.notes;
  return { search: name, person, isHarmed: read.problems.includes(harmedSentence(file.name)) };
}

interface Place {
  table: TextTable;
  /** (n) row of the table, −1 where a galaxy has none */
  rowOf: Int32Array;
  ids: readonly string[];
  /** The column of ids. */
  column: string;
}

/** A column's verdicts on the galaxies of the catalogue; those that cannot be used are counted. */
function verdictsOf(
  { table, rowOf, ids }: Place,
  { column, name }: PersonColumn,
  { values }: CellValues,
  kind: VerdictKind,
): { verdicts: Map<string, Verdict>; remarks: string[] } {
  const cells = table.cells.get(column)!;
  const verdicts = new Map<string, Verdict>();
  const wordy: string[] = [];
  const outside: string[] = [];
  for (const [galaxy, row] of rowOf.entries()) {
    const word = row < 0 ? '' : cells.at(row)!.trim();
    if (word === '') continue;
    if (kind === 'labels') {
      if (name !== undefined || !isNothing(word)) verdicts.set(ids[galaxy], word.normalize('NFC'));
      continue;
    }
    if (isNoNumber(word)) continue;
    const score = values instanceof Float64Array ? values[row] : (numberOf(word) ?? Number.NaN);
    if (Number.isNaN(score)) wordy.push(`“${word}” of ${ids[galaxy]}`);
    else if (!isScore(score)) outside.push(`${word} of ${ids[galaxy]}`);
    else verdicts.set(ids[galaxy], score);
  }
  const remarks: string[] = [];
  const tell = (what: readonly string[], one: string, many: string) => {
    if (what.length === 0) return;
    const count = what.length === 1 ? `One ${one}` : `${what.length} ${many}`;
    remarks.push(`${count} in column ${column} of ${table.name} (${firstFew(what)}): left out.`);
  };
  tell(wordy, 'rating is not a number', 'ratings are not numbers');
  tell(outside, `rating is outside 0 to ${highestScore}`, `ratings are outside 0 to ${highestScore}`);
  const different = kind === 'labels' ? new Set(verdicts.values()).size : 0;
  if (different > mostClassesOfPerson) {
    remarks.push(
      `Column ${column} of ${table.name} was left out: it has ${different} different words, and at most ${mostClassesOfPerson} can be classes.`,
    );
    verdicts.clear();
  }
  return { verdicts, remarks };
}

function pairsOf({ table, rowOf, ids, column }: Place, people: readonly FoundPerson[]): FoundPeople['pairs'] {
  const judged = [...ids.keys()].filter(
    i => rowOf[i] >= 0 && people.some(({ verdicts }) => verdicts.has(ids[i])),
  );
  return judged.slice(0, shownPairs).map(i => ({
    cell: table.cells.get(column)!.at(rowOf[i])!.trim(),
    id: ids[i],
    verdict: people
      .filter(({ verdicts }) => verdicts.has(ids[i]))
      .map(({ name, verdicts }) =>
        people.length > 1 ? `${name} ${verdicts.get(ids[i])}` : String(verdicts.get(ids[i])),
      )
      .join(', '),
  }));
}
