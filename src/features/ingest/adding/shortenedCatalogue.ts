import type { OpenedCatalogue } from '../../../contracts/ingest.ts';
import type { KeptView } from '../../../contracts/kept.ts';
import { packIds } from '../../../data/bytes/packedIds.ts';
import { firstRowsOf } from '../../../data/catalogues/addedColumns.ts';
import { keyOfCatalogue } from '../../../data/catalogues/catalogueKey.ts';
import { joinedRows } from '../../../maths/neighbours/joinedRows.ts';
import type { MadeOfCatalogue } from './sessionState.ts';

/**
 * The catalogue without the galaxies that were added last; columns that came with them go, too.
 *
 * @param handle names its first rows
 * @throws Error where none were added
 */
export function shortenedCatalogue(made: MadeOfCatalogue, handle: number, view: KeptView): OpenedCatalogue {
  const { catalogue, representation, own, published, positions, map, predictions } = made;
  const last = catalogue.added?.at(-1);
  if (!last) throw new Error(`need galaxies that were added to ${catalogue.name}; got none`);
  const n = catalogue.rowCount - last.rowCount;
  const added = catalogue.added!.slice(0, -1);
  const count = representation.rows.findIndex(row => row >= n);
  const kept = count === -1 ? representation.rows.length : count;
  const components = joinedRows(representation.components, kept);
  const answers = predictions && {
    head: predictions.head,
    matrix: {
      rows: n,
      columns: predictions.answers,
      values: predictions.values.slice(0, n * predictions.answers),
    },
  };
  const { ids } = catalogue;
  const shorter = packIds({
    length: n,
    at: row => ids.at(row),
    *[Symbol.iterator]() {
      for (let row = 0; row < n; row++) yield ids.at(row);
    },
  });
  const columns = own
    .filter(({ name }) => !last.columns.includes(name))
    .map(column => firstRowsOf(column, n));
  return {
    ...catalogue,
    handle,
    key: keyOfCatalogue(catalogue),
    added: added.length > 0 ? added : undefined,
    rowCount: n,
    ids: shorter,
    columns,
    credit: creditBefore(catalogue.credit, last.credit),
    raDeg: catalogue.raDeg?.slice(0, n),
    decDeg: catalogue.decDeg?.slice(0, n),
    positions: positions.slice(0, 2 * n),
    components,
    basis: representation.basis,
    weights: representation.weights,
    weightsSha256: representation.weightsSha256,
    problems: catalogue.problems.filter(({ row }) => row === undefined || row < n),
    restored: {
      published: published.map(column => firstRowsOf(column, n)),
      view: { ...view, rows: view.rows.filter(row => row < n) },
      map,
      componentRows: kept < n ? representation.rows.slice(0, kept) : undefined,
      picturesIn: catalogue.restored?.picturesIn,
      answers: answers ?? undefined,
    },
  };
}

function creditBefore(credit: string | undefined, added: string | undefined): string | undefined {
  if (added === undefined || credit === added) return added === undefined ? credit : undefined;
  return credit?.endsWith(` · ${added}`) ? credit.slice(0, -added.length - 3) : credit;
}
