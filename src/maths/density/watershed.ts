/** Regions of a map, each around a peak of its density. */
interface Regions {
  /** (side, side) row-major region of each cell; −1 where hardly any galaxy is */
  regionOf: Int32Array;
  /** (regions) cell of each peak, the highest first */
  peaks: number[];
}

const emptyShare = 0.02; // of the highest density: below it there is no ground to name
const leastRise = 1.25; // of a peak over the saddle to a higher one: lower rises belong to the same region

/**
 * Cuts a density into the catchments of its peaks (watershed by flooding from above), and joins a peak to a higher one
 * where the saddle between them is not much lower than it.
 *
 * @param density (side, side) row-major, ≥ 0
 */
export function watershed(density: Float32Array, side: number): Regions {
  const order = [...density.keys()].sort((a, b) => density[b] - density[a] || a - b);
  const least = emptyShare * (density[order[0]] ?? 0);
  const labels = new Int32Array(density.length).fill(-1);
  const joined: number[] = []; // of each label the one it was joined to, or itself
  const tops: number[] = []; // of each label its peak
  const find = (label: number): number => {
    while (joined[label] !== label) label = joined[label];
    return label;
  };
  for (const cell of order) {
    if (!(density[cell] > least)) break;
    let own = -1;
    for (const neighbour of around(cell, side)) {
      if (labels[neighbour] < 0) continue;
      const other = find(labels[neighbour]);
      if (own < 0) own = other;
      else if (other !== own) {
        const [high, low] = density[tops[own]] >= density[tops[other]] ? [own, other] : [other, own];
        if (density[tops[low]] < leastRise * density[cell]) joined[low] = high;
        own = high;
      }
    }
    if (own < 0) {
      own = tops.length;
      tops.push(cell);
      joined.push(own);
    }
    labels[cell] = own;
  }
  const kept = tops.map((_, label) => label).filter(label => joined[label] === label);
  const place = new Map(kept.map((label, i) => [label, i]));
  const regionOf = labels.map(label => (label < 0 ? -1 : (place.get(find(label)) ?? -1)));
  return { regionOf, peaks: kept.map(label => tops[label]) };
}

/** The cells beside one, corners included. */
function* around(cell: number, side: number): Generator<number> {
  const column = cell % side;
  for (let up = -1; up <= 1; up++) {
    for (let right = -1; right <= 1; right++) {
      const other = cell + up * side + right;
      const inside = column + right >= 0 && column + right < side && other >= 0 && other < side * side;
      if (inside && other !== cell) yield other;
    }
  }
}
