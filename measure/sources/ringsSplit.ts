import type { OpenedCatalogue } from '../../src/contracts/ingest.ts';
import { createRandom } from '../../src/maths/statistics/random.ts';
import { numberReader } from './galaxyCatalogue.ts';

/** How many labelled galaxies each figure of rings is drawn for. */
export const ringLabels = [20, 50, 100, 200] as const;
/** How many draws of labels each figure of rings is a mean of. */
export const ringDraws = 20;
const trainShare = 0.7;
const seed = 2;

/** The galaxies of rings-decals shared out: those that labels are drawn from, and those that are judged. */
interface RingsSplit {
  /** (n) 1 for a ring, else 0 */
  labels: number[];
  test: number[];
  /** Rows of one draw of labels; a smaller count gives the first of a larger one. @param draw from 0 */
  drawn(count: number, draw: number): number[];
}

/** Splits rings-decals by one fixed seed, so that all figures judge on the same galaxies. */
export function ringsSplit(opened: OpenedCatalogue): RingsSplit {
  const ring = numberReader(opened, 'ring');
  const rows = [...Array(opened.rowCount).keys()];
  const order = createRandom(seed).shuffle(rows.slice());
  const cut = Math.round(trainShare * order.length);
  const pool = order.slice(0, cut);
  return {
    labels: rows.map(ring),
    test: order.slice(cut),
    drawn: (count, draw) =>
      createRandom(seed + 1 + draw)
        .shuffle(pool.slice())
        .slice(0, count),
  };
}
