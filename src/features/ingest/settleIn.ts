import type { OpenedCatalogue } from '../../contracts/ingest.ts';
import type { RestoredCatalogue } from '../../contracts/kept.ts';
import type { Representation } from '../../session/representation.ts';
import type { Session } from '../../session/session.ts';
import type { IngestClient } from './ingestClient.ts';

/** Everything that hung on the former catalogue goes first; the new one comes once its columns and images are there. */
export function settleIn(
  session: Session,
  ingest: Pick<IngestClient, 'images'>,
  catalogue: OpenedCatalogue,
  row: number | null,
): void {
  const { handle, rowCount, columns, positions } = catalogue;
  session.selection.getState().clear();
  session.filters.getState().clear();
  session.handover.getState().clear();
  session.hovered.getState().hover(null);
  session.representation.getState().replace(null);
  session.predictions.getState().replace(null);
  session.positions.getState().replace(null, false);
  session.images.reset(catalogue.hasImages ? rows => ingest.images(handle, rows) : null);
  session.columns.getState().reset(columns);
  if (catalogue.restored) restoreColumns(session, catalogue.restored);
  if (catalogue.head) session.predictions.getState().expect();
  session.catalogue.getState().replace(catalogue);
  if (positions) session.positions.getState().replace(positions, false);
  const representation = ownRepresentation(catalogue);
  if (representation) session.representation.getState().replace(representation);
  const { answers } = catalogue.restored ?? {};
  if (answers && representation) {
    const { columns: count, values } = answers.matrix;
    const { weights } = representation;
    session.predictions.getState().replace({ weights, head: answers.head, answers: count, values });
  }
  if (row !== null && row < rowCount) session.selection.getState().choose(row);
}

/** Components a baked file carries; one with `embedding` only is left to features/models, which compresses it first. */
function ownRepresentation(catalogue: OpenedCatalogue): Representation | null {
  const { components, sharedMemory, basis, weights = 'file', weightsSha256, rowCount, restored } = catalogue;
  if (!components) return null;
  const rows = restored?.componentRows ?? allRows(rowCount);
  return { weights, weightsSha256, components, sharedMemory, basis, rows, complete: true };
}

function allRows(rowCount: number): Uint32Array {
  const rows = new Uint32Array(rowCount);
  for (let row = 0; row < rowCount; row++) rows[row] = row; // `from` takes ten times as long
  return rows;
}

/** What rooms had published, and the colour, before the map is drawn for the first time. */
function restoreColumns({ columns }: Session, { published, view }: RestoredCatalogue): void {
  for (const column of published) columns.getState().publish(column);
  if (view) columns.getState().paint(view.painted);
}
