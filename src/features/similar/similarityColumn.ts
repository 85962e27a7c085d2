import type { NumberColumn } from '../../contracts/column.ts';

/** Name of the column this room publishes. */
export const similarityName = 'similarity';

/**
 * Distances of the galaxies searched, spread over the catalogue.
 *
 * @param distances (rows.length)
 * @param rows (m) catalogue rows they belong to
 * @param n galaxies in the catalogue; those not searched get NaN
 */
export function similarityColumn(
  distances: Float32Array,
  rows: Uint32Array,
  n: number,
  id: string,
): NumberColumn {
  const values = new Float32Array(n).fill(Number.NaN);
  for (let i = 0; i < rows.length; i++) values[rows[i]] = distances[i];
  return {
    name: similarityName,
    kind: 'number',
    source: 'similar',
    description: `Distance of each galaxy to ${id} in the representation; small is similar.`,
    values,
    reversed: true, // near is bright
  };
}
