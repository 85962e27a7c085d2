import type { IngestProblem, TableSource } from '../../../contracts/ingest.ts';
import { UnreadableError } from '../../bytes/unreadable.ts';
import { imagesByAddress } from '../../images/imageAddresses.ts';
import type { ReadableCatalogue } from '../../images/storedImage.ts';
import { tableColumns, typedTable } from '../../tables/tableColumns.ts';
import { readTextTable } from '../../tables/textTable.ts';
import { findIds } from '../galaxyIds.ts';
import { findSkyPositions } from '../skyPosition.ts';

/**
 * Opens a table without image files as a catalogue, a row a galaxy: positions on the sky where it has them, and pictures where a column holds their addresses on this site.
 *
 * @param origin of the page; undefined outside a browser
 * @throws UnreadableError where it is no table
 */
export async function openTable(source: TableSource, origin: string | undefined): Promise<ReadableCatalogue> {
  const { file, name } = source;
  const table = await readTextTable(file, file.name);
  const typed = typedTable(table);
  if (table.rowCount > mostRows) {
    throw new UnreadableError(
      `${file.name} has ${table.rowCount} rows, and at most ${mostRows} are shown: take the galaxies out of it that matter.`,
    );
  }
  const rows = Int32Array.from({ length: table.rowCount }, (_, row) => row);
  const columns = tableColumns(table, typed, rows);
  const sound = columns.filter(column => !typed.columns.get(column.name)?.lostDigits);
  const found = findIds(sound, table.rowCount);
  const sky = findSkyPositions(columns);
  const pictures = imagesByAddress(columns, origin);
  const problems: IngestProblem[] = [
    ...table.problems,
    ...typed.problems,
    ...found.problems,
    ...(sky?.problems ?? []),
    ...(pictures?.problems ?? []),
  ];
  return {
    contents: {
      name,
      rowCount: table.rowCount,
      ids: found.ids,
      columns: columns.filter(column => column.name !== found.column),
      raDeg: sky?.raDeg,
      decDeg: sky?.decDeg,
      hasImages: pictures?.readImages !== undefined,
      simulated: false,
      ...(source.credit !== undefined && { credit: source.credit }),
      problems,
    },
    readImages:
      pictures?.readImages ?? (async rows => Array.from(rows, row => ({ row, problem: 'has no image' }))),
  };
}

const mostRows = 20e6; // ids and one column of so many take a gigabyte
