<<<<<<< HEAD:src/features/finetune/labels/labelsTable.ts
import type { Column } from '../../../contracts/column.ts';
import { csvColumns, readCsv } from '../../../data/catalogues/csvTable.ts';
import { joinTable } from '../../../data/catalogues/tableJoin.ts';
import { formatCount } from '../../../ui/text/quantity.ts';
=======
import type { Column } from '../../contracts/column.ts';
import { joinTable } from '../../data/tables/tableJoin.ts';
import { readTextTable, tableColumns } from '../../data/tables/textTable.ts';
import { formatCount } from '../../ui/text/quantity.ts';
>>>>>>> 5118722 (Move text tables and VOTable reading to a wing of their own):src/features/finetune/labelsTable.ts

/** A table joined to the catalogue's galaxies. */
export interface JoinedTable {
  columns: Column[];
  sentence: string;
}

/**
 * Joins a table of labels to the open catalogue on whichever of its columns names most galaxies.
 *
 * @param taken names of columns that are there already: those of the table get its name appended
 * @throws Error in a sentence where it is no table, or names no galaxy
 */
export async function joinLabels(
  file: File,
  ids: readonly string[],
  taken: ReadonlySet<string>,
): Promise<JoinedTable> {
  const table = await readTextTable(file, file.name);
  const { rowOf, column } = joinTable(table, ids);
  const matched = rowOf.filter(row => row >= 0).length;
  if (column === undefined) {
    throw new Error(`No column of it holds ids of this catalogue, such as ${ids[0]}.`);
  }
  const columns = tableColumns(table, rowOf)
    .filter(({ name }) => name !== column)
    .map(each => ({ ...each, name: taken.has(each.name) ? `${each.name} (${file.name})` : each.name }));
  if (columns.length === 0) throw new Error('It has ids and nothing beside them: add a column of labels.');
  return {
    columns,
    sentence: `${formatCount(matched)} of ${formatCount(ids.length)} galaxies matched a row of ${file.name} on ${column}; ${formatCount(table.rowCount - matched)} rows found no galaxy of their own.`,
  };
}
