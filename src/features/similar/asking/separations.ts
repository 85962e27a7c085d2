import type { OpenedCatalogue } from '../../../contracts/ingest.ts';
import { separationArcsec } from '../../../maths/catalogue/coordinates.ts';
import type { Answer } from '../query.ts';

type Positions = Pick<OpenedCatalogue, 'raDeg' | 'decDeg'>;

/**
 * How far each answer is on the sky from the galaxy asked about.
 *
 * @param of catalogue of the galaxy asked about; default that of the answers
 * @returns (k) arcsec, undefined where an answer has no place there; null where the question has none
 */
export function separationsArcsec(
  { query, neighbours }: Pick<Answer, 'query' | 'neighbours'>,
  { raDeg, decDeg }: Positions,
  of: Positions = { raDeg, decDeg },
): (number | undefined)[] | null {
  if (query.kind !== 'galaxy' || !raDeg || !decDeg || !of.raDeg || !of.decDeg) return null;
  const [ra, dec] = [of.raDeg[query.row], of.decDeg[query.row]];
  if (Number.isNaN(ra + dec)) return null;
  return Array.from(neighbours.rows, row => {
    const separation = separationArcsec(ra, dec, raDeg[row], decDeg[row]);
    return Number.isNaN(separation) ? undefined : separation;
  });
}
