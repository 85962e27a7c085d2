import type { IngestProblem } from './ingest.ts';

/** Galaxies of another catalogue among the components of the map. */
export interface JoiningGalaxies {
  /** (m) rows of their catalogue, in the order asked for: those whose image could be read. */
  rows: Uint32Array;
  /** (m, k) row-major */
  components: Float32Array;
  /** (m, answers) row-major what the head says of them; null where the network has none. */
  answers: Float32Array | null;
  /** (m) from the training galaxies, in the card's limits; null where the network does not tell. */
  distances: Float32Array | null;
  problems: IngestProblem[];
}
