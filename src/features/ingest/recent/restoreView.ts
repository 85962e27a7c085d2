import type { OpenedCatalogue } from '../../../contracts/ingest.ts';
import type { KeptView } from '../../../contracts/kept.ts';
import { ruleColumns } from '../../../data/catalogues/columnLabels.ts';
import { createCrossFilter } from '../../../maths/filters/crossFilter.ts';
import type { Filter } from '../../../maths/filters/filter.ts';
import type { Session } from '../../../session/session.ts';

/** What a person sees of the open catalogue. @param room name of the open room */
export function viewOf(session: Session, room: string | null): KeptView {
  const { catalogue, columns, filters, selection, camera } = session;
  const { row, rows, words } = selection.getState();
  const { filters: applied, hides } = filters.getState();
  const { asked, camera: moved } = camera.getState(); // a map that is not drawn yet has not gone where it was asked to
  return {
    painted: columns.getState().painted,
    filters: applied,
    hides,
    galaxy: row === null ? null : (catalogue.getState().catalogue?.ids.at(row) ?? null),
    rows,
    words,
    camera: asked ?? moved,
    room,
  };
}

/**
 * Puts a kept view back into the session: filters, selection, camera. What no longer fits the catalogue is left out.
 *
 * @param linked id of a galaxy that the address names: it stays chosen
 */
export function restoreView(session: Session, catalogue: OpenedCatalogue, linked?: string): void {
  const view = catalogue.restored?.view;
  if (!view || session.catalogue.getState().catalogue !== catalogue) return;
  const isLinked = linked !== undefined && catalogue.ids.find(linked) !== undefined;
  const row = view.galaxy === null || isLinked ? undefined : catalogue.ids.find(view.galaxy);
  if (row !== undefined) session.selection.getState().choose(row);
  if (view.rows.length > 0 && view.rows[view.rows.length - 1] < catalogue.rowCount)
    session.selection.getState().chooseMany(view.rows, view.words, 'new');
  restoreFilters(session, view, catalogue.rowCount);
  session.camera.getState().ask(view.camera);
}

function restoreFilters(
  { columns, filters }: Session,
  { filters: kept, hides }: KeptView,
  rowCount: number,
): void {
  const usable = ruleColumns(columns.getState().columns);
  const fitting = kept.filter(filter => fits(filter, usable));
  if (fitting.length === 0) return;
  filters.getState().hide(hides);
  filters.getState().filter(fitting, createCrossFilter(rowCount).apply(fitting, usable));
}

function fits(filter: Filter, usable: ReturnType<typeof ruleColumns>): boolean {
  try {
    createCrossFilter(0).apply([filter], usable);
    return true;
  } catch {
    return false; // its column is gone
  }
}
