import { meanRow } from '../../../maths/neighbours/meanRow.ts';
import type { Representation } from '../../../session/representation.ts';
import type { GalaxySet } from '../../../session/sets/galaxySet.ts';
import { placeOfRow } from '../query.ts';

const away = 0.5; // how far beyond the mean a query moves from what is unlike it, in their difference

/**
 * The mean of galaxies, moved away from the mean of others (Rocchio 1971, "Relevance feedback in information retrieval").
 *
 * @returns (components)
 * @throws Error where none of a set is represented
 */
export function setVector(
  representation: Representation,
  like: GalaxySet,
  unlike: GalaxySet | null,
): Float32Array {
  const towards = meanOf(representation, like);
  if (!unlike) return towards;
  const from = meanOf(representation, unlike);
  return towards.map((value, c) => value + away * (value - from[c]));
}

function meanOf({ components, rows: known }: Representation, { rows, words }: GalaxySet): Float32Array {
  const places = Array.from(rows, row => placeOfRow(known, row));
  const mean = meanRow(components, places);
  if (!mean) throw new Error(`none of the galaxies of “${words}” is represented yet: wait until some are`);
  return mean;
}
