import type { Column } from '../../../contracts/column.ts';
import { tableColumns, typedTable } from '../../../data/tables/tableColumns.ts';
import { joinTable } from '../../../data/tables/tableJoin.ts';
import { readTextTable, type TextTable } from '../../../data/tables/textTable.ts';
import { formatCount, formatGalaxies } from '../../../ui/text/quantity.ts';

/** A table joined to the catalogue's galaxies, which a person checks before its columns are added. */
export interface JoinedTable {
  /** The table's columns by catalogue row, without the column joined on. */
  columns: Column[];
  /** Which column it was joined on and how many galaxies matched. */
  sentence: string;
  /** The first matches: the table's cell, the galaxy's id, the first label it brings. */
  pairs: JoinedPair[];
  /** What was left out or is uncertain, in sentences. */
  problems: string[];
}

interface JoinedPair {
  cell: string;
  id: string;
  /** "class = ring" */
  label: string;
}

const shownPairs = 5;
const labelNames = /class|label|type|rating|morph|answer/i; // what a person would compare first

/**
 * Joins a table of labels to the open catalogue on the column of ids that matches most galaxies.
 *
 * @param taken names of columns that exist already; a column of the table with such a name gets the table's name appended
 * @throws Error with a sentence where it is not a table, or holds no id of this catalogue
 */
export async function joinLabels(
  file: File,
  ids: readonly string[],
  taken: ReadonlySet<string>,
): Promise<JoinedTable> {
  const table = await readTextTable(file, file.name);
  const typed = typedTable(table);
  const { rowOf, column, matched, problems } = joinTable(table, typed, { kind: 'galaxies', names: ids });
  if (column === undefined) {
    throw new Error([...problems, ...typed.problems].map(problem => problem.sentence).join(' '));
  }
  const columns = tableColumns(table, typed, rowOf)
    .filter(({ name }) => name !== column)
    .map(each => ({ ...each, name: taken.has(each.name) ? `${each.name} (${file.name})` : each.name }));
  if (columns.length === 0) throw new Error('It has ids and nothing besides: add a column of labels.');
  return {
    columns,
    sentence: `${formatCount(matched)} of ${formatGalaxies(ids.length)} matched a row of ${file.name} on its column ${column}.`,
    pairs: pairsOf(table, column, rowOf, ids),
    problems: [...table.problems, ...typed.problems, ...problems].map(problem => problem.sentence),
  };
}

function pairsOf(table: TextTable, column: string, rowOf: Int32Array, ids: readonly string[]): JoinedPair[] {
  const others = [...table.cells.keys()].filter(name => name !== column);
  const label = others.find(name => labelNames.test(name)) ?? others.at(-1)!;
  const rows = [...rowOf.keys()].filter(row => rowOf[row] >= 0).slice(0, shownPairs);
  return rows.map(row => ({
    cell: table.cells.get(column)!.at(rowOf[row])!.trim(),
    id: ids[row],
    label: `${label} = ${table.cells.get(label)!.at(rowOf[row])!.trim() || 'empty'}`,
  }));
}
