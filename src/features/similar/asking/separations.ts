import type { OpenedCatalogue } from '../../../contracts/ingest.ts';
import { separationArcsec } from '../../../maths/catalogue/coordinates.ts';
import type { Answer } from '../query.ts';

/**
 * How far each answer is on the sky from the galaxy asked about.
 *
 * @returns (k) arcsec, undefined where an answer has no place there; null where the question has none
 */
export function separationsArcsec(
  { query, neighbours }: Pick<Answer, 'query' | 'neighbours'>,
  { raDeg, decDeg }: Pick<OpenedCatalogue, 'raDeg' | 'decDeg'>,
): (number | undefined)[] | null {
  if (query.kind !== 'galaxy' || !raDeg || !decDeg) return null;
  const [ra, dec] = [raDeg[query.row], decDeg[query.row]];
  if (Number.isNaN(ra + dec)) return null;
  return Array.from(neighbours.rows, row => {
    const separation = separationArcsec(ra, dec, raDeg[row], decDeg[row]);
    return Number.isNaN(separation) ? undefined : separation;
  });
}
