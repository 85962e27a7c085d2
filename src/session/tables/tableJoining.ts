import type { JoinedTable, TableToJoin } from '../../contracts/tableJoin.ts';
import type { Session } from '../session.ts';

/** A table read for the galaxies that were open then. */
interface TableForGalaxies extends TableToJoin {
  handle: number;
}

/**
 * Reads a table of a person's own, to be joined to the open galaxies.
 *
 * @throws Error with a sentence where it is no table, cannot be joined by id or by position, or nothing is open
 */
export async function readTableToJoin(session: Session, file: File): Promise<TableForGalaxies> {
  const catalogue = session.catalogue.getState().catalogue;
  if (!catalogue) throw new Error('No galaxies are open to join it to: open a catalogue first.');
  const { tableToJoin } = await import('../../data/catalogues/tables/galaxyJoin.ts');
  const present = session.columns.getState().columns;
  const taken = new Set(present.filter(({ source }) => source !== file.name).map(({ name }) => name));
  const { ids, handle, raDeg, decDeg } = catalogue;
  const table = await tableToJoin(file, { ids: [...ids], raDeg, decDeg, taken });
  if ('why' in table.byId && !table.byPosition) throw new Error(table.byId.why);
  return { ...table, handle };
}

/** Adds a joined table's columns, for all rooms. @returns a sentence where they were for other galaxies */
export function takeJoinedTable(
  { catalogue, columns }: Session,
  { handle, name }: Pick<TableForGalaxies, 'handle' | 'name'>,
  joined: JoinedTable,
): string {
  if (catalogue.getState().catalogue?.handle !== handle)
    return 'Another catalogue was opened meanwhile: join the table again.';
  columns.getState().publishAll(name, joined.columns);
  return joined.sentence;
}
