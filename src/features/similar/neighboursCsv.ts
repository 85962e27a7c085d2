import type { OpenedCatalogue } from '../../contracts/ingest.ts';
import type { Neighbours } from '../../contracts/search.ts';
import { writeComments, writeCsv } from '../../data/bytes/csvWriter.ts';

/**
 * Neighbours as CSV, nearest first: id, ra and dec in degrees (empty where unknown), distance.
 *
 * @param notes where they come from, as comments above
 */
export function neighboursCsv(
  neighbours: Neighbours,
  { ids, raDeg, decDeg }: OpenedCatalogue,
  notes: Readonly<Record<string, string>> = {},
): string {
  const rows = Array.from(neighbours.rows, (row, i) => [
    ids.at(row),
    raDeg?.[row] ?? null,
    decDeg?.[row] ?? null,
    neighbours.distances[i],
  ]);
  return writeComments(notes) + writeCsv(['id', 'ra', 'dec', 'distance'], rows);
}
