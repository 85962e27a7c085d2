import type { Basis, OpenedCatalogue } from '../../contracts/ingest.ts';
import type { Representation } from '../../session/representation.ts';
import type { Session } from '../../session/session.ts';
import { createFormerRepresentations, type FormerRepresentation } from './formerRepresentations.ts';

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
}: Session): ShownRepresentations {
  const former = createFormerRepresentations();
  const bases = new WeakMap<Representation, Basis>();
  return {
    replace(catalogue, { representation: next, predictions, basis }) {
      const { representation: present } = shown.getState();
      const madeWith = present && (bases.get(present) ?? catalogue.basis);
      if (present?.complete && present.weights !== next.weights && madeWith) {
        const { predictions: saidOfIt } = said.getState();
        former.put(catalogue, { representation: present, predictions: saidOfIt, basis: madeWith });
      }
      bases.set(next, basis);
      shown.getState().replace(next);
      said.getState().replace(predictions);
    },
    former: former.of,
    forget: former.forget,
  };
}
