import type { OpenedCatalogue } from '../../contracts/ingest.ts';

const featured = 'smooth-or-featured-gz2_featured-or-disk_fraction';
const spiral = 'has-spiral-arms-gz2_yes_fraction';
const edgeOn = 'disk-edge-on-gz2_yes_fraction';
const odd = 'something-odd-gz2_yes_fraction';

/**
 * The galaxy a person sees first: the one that volunteers agree most to be an ordinary face-on spiral, where the
 * catalogue has their votes; else the first.
 */
export function firstGalaxy({ columns, rowCount }: OpenedCatalogue): number {
  const votes = (name: string) => {
    const column = columns.find(each => each.name === name);
    return column?.kind === 'number' ? column.values : undefined;
  };
  const [disk, arms, side, strange] = [featured, spiral, edgeOn, odd].map(votes);
  if (!disk || !arms || !side || !strange) return 0;
  let best = 0;
  let bestShare = -1;
  for (let row = 0; row < rowCount; row++) {
    const share = disk[row] * arms[row] * (1 - side[row]) * (1 - strange[row]);
    if (share > bestShare) {
      bestShare = share; // NaN never wins
      best = row;
    }
  }
  return best;
}
