import { describe, expect, it } from 'vitest';
import { createFloat32Scan } from '../../measure/peers/float32Scan.ts';
import { naiveNearest, typedNearest } from '../../measure/peers/plainLoops.ts';
import { clusteredVectors } from '../../measure/sources/clusteredVectors.ts';

const [rows, columns, k] = [2000, 12, 10];
const points = Array.from(clusteredVectors({ rows, columns, clusters: 5, seed: 3 }), row => Array.from(row));
points[1500] = points[7].slice(); // a tie

/** By sorting all. */
function sorted(query: number): number[] {
  const distance = (row: number) => Math.hypot(...points[row].map((x, j) => x - points[query][j]));
  return [...points.keys()]
    .filter(row => row !== query)
    .sort((a, b) => distance(a) - distance(b) || a - b)
    .slice(0, k);
}

describe('what the search is measured beside', () => {
  it('finds the ten nearest', () => {
    const scan = createFloat32Scan(rows, columns);
    points.forEach((point, row) => {
      scan.values.set(point, row * columns);
    });
    for (const query of [0, 7, 1500, 1999, 260]) {
      expect(naiveNearest(points, query, k)).toEqual(sorted(query));
      expect(typedNearest(scan.values, columns, query, k)).toEqual(sorted(query));
      expect(Array.from(scan.nearest(query, k))).toEqual(sorted(query)); // no two distances are within a float's rounding
    }
  });

  it('lies in clusters, its spread falling from component to component', () => {
    const spread = (j: number) => {
      const mean = points.reduce((sum, point) => sum + point[j], 0) / rows;
      return points.reduce((sum, point) => sum + (point[j] - mean) ** 2, 0) / rows;
    };
    expect(spread(11)).toBeLessThan(spread(0));
    expect(points.flat().every(Number.isFinite)).toBe(true);
  });
});
