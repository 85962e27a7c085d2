import type { OpenedCatalogue } from '../../contracts/ingest.ts';
import type { Neighbours } from '../../contracts/search.ts';
import { writeComments, writeCsv } from '../../data/bytes/csvWriter.ts';
import type { Answer } from './query.ts';
import type { SimilarState } from './similarState.ts';

/**
 * Neighbours as CSV, nearest first: id, ra and dec in degrees (empty where unknown), distance.
 *
 * @param notes where they come from, as comments above
 * @param separations arcsec on the sky from the galaxy asked about, a column of its own; null: none
 */
export function neighboursCsv(
  neighbours: Neighbours,
  { ids, raDeg, decDeg }: OpenedCatalogue,
  notes: Readonly<Record<string, string>> = {},
  separations: readonly (number | undefined)[] | null = null,
): string {
  const rows = Array.from(neighbours.rows, (row, i) => [
    ids.at(row),
    raDeg?.[row] ?? null,
    decDeg?.[row] ?? null,
    neighbours.distances[i],
    ...(separations ? [separations[i] ?? null] : []),
  ]);
  return (
    writeComments(notes) +
    writeCsv(['id', 'ra', 'dec', 'distance', ...(separations ? ['separation_arcsec'] : [])], rows)
  );
}

/**
 * What was asked, a line a fact.
 *
 * @param like name of what was asked about
 * @param state how it was asked
 */
export function askedNotes(
  { query, options, searched }: Omit<Answer, 'neighbours'>,
  { withinFilter, leastArcsec }: Pick<SimilarState, 'withinFilter' | 'leastArcsec'>,
  like: string,
): Record<string, string> {
  return {
    like,
    ...(query.kind === 'set' && query.unlike && { unlike: query.unlike.words }),
    metric: options.metric,
    compared_components: String(options.components),
    searched: String(searched),
    within_filters: String(withinFilter),
    ...(query.kind === 'galaxy' && leastArcsec > 0 && { least_separation_arcsec: String(leastArcsec) }),
  };
}
