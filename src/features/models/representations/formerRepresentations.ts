import type { NumberColumn } from '../../../contracts/column.ts';
import type { OpenedCatalogue } from '../../../contracts/ingest.ts';
import type { Basis } from '../../../contracts/matrix.ts';
import type { HeadPredictions } from '../../../session/predictions.ts';
import type { Representation } from '../../../session/representation.ts';

/** A whole representation that another took the place of, with all that goes with it. */
export interface FormerRepresentation {
  representation: Representation;
  predictions: HeadPredictions | null;
  /** How far each galaxy lies from those the weights learnt from; null where they do not tell, or not yet. */
  distances: NumberColumn | null;
  basis: Basis;
}

/** The last representations of one catalogue: whoever wants one again need not embed again. */
interface FormerRepresentations {
  /** Forgets those of another catalogue, and the oldest where there are too many. */
  put(catalogue: OpenedCatalogue, former: FormerRepresentation): void;
  of(catalogue: OpenedCatalogue, weights: string): FormerRepresentation | undefined;
  /** These weights are no more; others may take their name. */
  forget(weights: string): void;
}

const mostKept = 3; // each 26 MB for 100,000 galaxies of 64 components

/** Keeps the last three of one catalogue. */
export function createFormerRepresentations(): FormerRepresentations {
  let home: OpenedCatalogue | null = null;
  let kept: readonly FormerRepresentation[] = [];
  const but = (weights: string) => kept.filter(({ representation }) => representation.weights !== weights);
  return {
    put(catalogue, former) {
      if (home !== catalogue) kept = [];
      home = catalogue;
      kept = [...but(former.representation.weights), former].slice(-mostKept);
    },
    of: (catalogue, weights) =>
      home === catalogue ? kept.find(({ representation }) => representation.weights === weights) : undefined,
    forget(weights) {
      kept = but(weights);
    },
  };
}
