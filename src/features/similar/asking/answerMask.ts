import type { OpenedCatalogue } from '../../../contracts/ingest.ts';
import { separationArcsec } from '../../../maths/catalogue/coordinates.ts';
import { hasRow, type RowMask } from '../../../maths/catalogue/rowMask.ts';
import type { Query } from '../query.ts';

/**
 * Which galaxies may be an answer.
 *
 * @param passing what the filters let through; null for all. Where a set is asked about that is all of it, it is left aside
 * @param leastArcsec galaxies nearer on the sky to the one asked about are no answer: they may be the same one
 * @returns (rowCount) 0 where a galaxy is no answer; undefined where all may be
 */
export function answerMask(
  query: Query,
  catalogue: Pick<OpenedCatalogue, 'rowCount' | 'raDeg' | 'decDeg'>,
  passing: RowMask | null,
  leastArcsec: number,
): Uint8Array | undefined {
  const { rowCount, raDeg, decDeg } = catalogue;
  const near = leastArcsec > 0 && query.kind === 'galaxy' && raDeg !== undefined && decDeg !== undefined;
  if (!passing && !near && query.kind !== 'set') return undefined;
  const mask = new Uint8Array(rowCount);
  for (let row = 0; row < rowCount; row++) mask[row] = passing === null || hasRow(passing, row) ? 1 : 0;
  if (query.kind === 'set') {
    for (const row of query.like.rows) mask[row] = 0;
    if (passing && !mask.includes(1)) return answerMask(query, catalogue, null, leastArcsec); // all that passes was asked about
  }
  if (near) {
    const [ra, dec] = [raDeg[query.row], decDeg[query.row]];
    const reachDeg = leastArcsec / 3600;
    for (let row = 0; row < rowCount; row++) {
      if (Math.abs(decDeg[row] - dec) > reachDeg) continue; // most are, without a cosine
      if (separationArcsec(ra, dec, raDeg[row], decDeg[row]) < leastArcsec) mask[row] = 0;
    }
  }
  return mask;
}
