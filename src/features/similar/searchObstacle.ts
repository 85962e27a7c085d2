import type { OpenedCatalogue } from '../../contracts/ingest.ts';
import type { Representation } from '../../session/representation.ts';
import { formatCount } from '../../ui/text/quantity.ts';
import { placeOfRow, type Query } from './query.ts';

/** Why nothing can be searched yet and what helps, as a sentence; null where a search is possible. */
export function searchObstacle(
  query: Query | null,
  catalogue: OpenedCatalogue | null,
  representation: Representation | null,
): string | null {
  if (!catalogue) return 'Open a catalogue in the Data room to see which of its galaxies are alike.';
  if (!representation) {
    return 'These galaxies have no representation yet. Neighbours show here as soon as the first are embedded.';
  }
  if (!query) return 'Select a galaxy on the map to see those most like it.';
  if (query.kind === 'galaxy' && placeOfRow(representation.rows, query.row) < 0) {
    const soFar = `${formatCount(representation.rows.length)} of ${formatCount(catalogue.rowCount)}`;
    return representation.complete
      ? 'This galaxy has no readable image, so it has no neighbours. Select another on the map.'
      : `This galaxy is still to be embedded (${soFar} so far). Its neighbours show as soon as it is.`;
  }
  return null;
}
