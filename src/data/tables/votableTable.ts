import { UnreadableError } from '../bytes/unreadable.ts';
import { isNamingColumn } from './idNames.ts';
import { readVotables, type Votable } from './votable.ts';

/**
 * The first table of a VOTable document that has a column of ids and rows, else its first.
 *
 * @throws UnreadableError where it is not a VOTable, has no table, or rows in a serialisation that is not read here
 */
export async function votableTable(text: string, name: string): Promise<Votable> {
  const tables = await readVotables(text, name);
  const found =
    tables.find(({ cells, rowCount }) => rowCount > 0 && [...cells.keys()].some(isNamingColumn)) ?? tables[0];
  if (!found) throw new UnreadableError(`${name} has no table: a TABLE with rows is needed.`);
  if (found.unread) {
    throw new UnreadableError(
      `The rows of ${name} are written as ${found.unread}: save it as TABLEDATA, which TOPCAT calls “VOTable (TABLEDATA)” and astropy tabledata_format="tabledata".`,
    );
  }
  if (found.rowCount === 0) {
    throw new UnreadableError(`${name} has column names and no rows: fill it or leave it out.`);
  }
  return found;
}
