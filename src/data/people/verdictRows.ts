import type { VerdictKind } from '../../contracts/people.ts';
import { firstFew } from '../bytes/unreadable.ts';
import type { CellRows } from '../tables/cellRows.ts';
import { typedTable } from '../tables/tableColumns.ts';
import { joinTable } from '../tables/tableJoin.ts';
import type { TextTable } from '../tables/textTable.ts';
import { personColumnName } from './peopleColumns.ts';
import { verdictColumn } from './personColumns.ts';

const judgeNames = new Set(
  (
    'user user_name username user_id userid person people rater reviewer annotator volunteer judge observer classifier ' +
    'labeler labeller coder expert inspector'
  ).split(' '),
);
const mostPeople = 50; // every two of them are compared

/**
 * A table with a row for each verdict (`id, user, rating`), as volunteers' platforms export it, turned into one with a row for
 * each galaxy and a column for each person ("rating: Ann"). Of two verdicts of a person on a galaxy the first counts; of more
 * than 50 people those who judged most are kept; both are told among the table's problems.
 *
 * @param ids (n) of the catalogue, which tell the column of ids
 * @returns undefined for a table that names no people in a column, has no verdicts, or holds no ids of the catalogue
 */
export function tableOfVerdictRows(
  table: TextTable,
  kind: VerdictKind,
  ids: readonly string[],
): TextTable | undefined {
  const judges = [...table.cells.keys()].find(name => judgeNames.has(name.trim().toLowerCase()));
  const verdicts = judges === undefined ? undefined : verdictColumn(table, kind, judges);
  if (judges === undefined || verdicts === undefined) return undefined;
  const people = rowsOfPeople(table.cells.get(judges)!);
  const byCount = [...people].sort(([, a], [, b]) => b.length - a.length);
  if (byCount.length === 0) return undefined;
  const column = columnOfIds(table, byCount[0][1], { without: [judges, verdicts], ids });
  if (column === undefined) return undefined;
  const kept = new Set(byCount.slice(0, mostPeople).map(([name]) => name));
  const idCells = Array.from(table.cells.get(column)!, cell => cell.trim());
  const galaxies = [...new Set(idCells)];
  const lineOf = new Map(galaxies.map((id, line) => [id, line]));
  const again: string[] = [];
  const cells = new Map([[column, galaxies]]);
  for (const [name, rows] of people) {
    if (!kept.has(name)) continue;
    const own = new Array<string>(galaxies.length).fill('');
    for (const row of rows) {
      const line = lineOf.get(idCells[row])!;
      if (own[line] === '') own[line] = table.cells.get(verdicts)!.at(row)!;
      else again.push(`${idCells[row]} by ${name}`);
    }
    cells.set(personColumnName(kind, name), own);
  }
  const problems = [...table.problems];
  const unnamed = idCells.length - [...people.values()].reduce((sum, rows) => sum + rows.length, 0);
  const tell = (count: number, one: string, many: string, rest: string) => {
    if (count === 0) return;
    problems.push({
      sentence: `${count} of ${table.rowCount} rows of ${table.name} ${count === 1 ? one : many} ${rest}`,
    });
  };
  tell(unnamed, 'names', 'name', `nobody in column ${judges}: left out.`);
  tell(
    again.length,
    'is a',
    'are',
    `second verdict of one person on a galaxy (${firstFew(again)}): the first counts.`,
  );
  if (people.size > mostPeople) {
    problems.push({
      sentence: `${table.name} names ${people.size} people: the ${mostPeople} who judged most are taken, because every two of them are compared.`,
    });
  }
  return { ...table, rowCount: galaxies.length, cells, problems };
}

/** Rows of each person, by name, in the order of their first rows; rows without a name are left out. */
function rowsOfPeople(names: CellRows): Map<string, number[]> {
  const people = new Map<string, number[]>();
  let row = -1;
  for (const cell of names) {
    row++;
    const name = cell.trim();
    if (name === '') continue;
    const rows = people.get(name);
    if (rows) rows.push(row);
    else people.set(name, [row]);
  }
  return people;
}

/** The column of ids, found in the rows of one person, where ids hardly repeat. */
function columnOfIds(
  table: TextTable,
  rows: readonly number[],
  { without, ids }: { without: readonly string[]; ids: readonly string[] },
): string | undefined {
  const columns = [...table.cells].filter(([name]) => !without.includes(name));
  const own = new Map(columns.map(([name, cells]) => [name, rows.map(row => cells.at(row)!)]));
  const part: TextTable = { ...table, rowCount: rows.length, cells: own };
  return joinTable(part, typedTable(part), { kind: 'galaxies', names: ids, mayLackRows: true }).column;
}
