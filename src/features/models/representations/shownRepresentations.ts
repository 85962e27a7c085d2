import type { NumberColumn } from '../../../contracts/column.ts';
import type { OpenedCatalogue } from '../../../contracts/ingest.ts';
import type { Basis } from '../../../contracts/matrix.ts';
import type { Representation } from '../../../session/representation.ts';
import type { Session } from '../../../session/session.ts';
import { createFormerRepresentations, type FormerRepresentation } from './formerRepresentations.ts';

/** Where the column of distances comes from, as columns say it. */
export const distancesSource = 'models';

/** What the map stands on, and what it stood on before. */
export interface ShownRepresentations {
  /** Puts a representation in place of the present one, which is kept where it is whole and of other weights. */
  replace(catalogue: OpenedCatalogue, next: FormerRepresentation): void;
  /** What the map stood on with these weights, if it is still held. */
  former(catalogue: OpenedCatalogue, weights: string): FormerRepresentation | undefined;
  /** These weights are no more: what they made is not given back. */
  forget(weights: string): void;
}

/** Puts representations and their predictions into the session, and keeps those they replace. */
export function createShownRepresentations({
  representation: shown,
  predictions: said,
  columns,
}: Session): ShownRepresentations {
  const former = createFormerRepresentations();
  const bases = new WeakMap<Representation, Basis>();
  const measured = new WeakMap<Representation, NumberColumn>();
  return {
    replace(catalogue, { representation: next, predictions, distances, basis }) {
      const { representation: present } = shown.getState();
      const madeWith = present && (bases.get(present) ?? catalogue.basis);
      if (present?.complete && present.weights !== next.weights && madeWith) {
        const { predictions: saidOfIt } = said.getState();
        const saved = {
          representation: present,
          predictions: saidOfIt,
          distances: measured.get(present) ?? null,
          basis: madeWith,
        };
        former.put(catalogue, saved);
      }
      bases.set(next, basis);
      shown.getState().replace(next);
      said.getState().replace(predictions);
      if (distances) measured.set(next, distances);
      columns.getState().publishAll(distancesSource, distances ? [distances] : []);
    },
    former: former.of,
    forget: former.forget,
  };
}
