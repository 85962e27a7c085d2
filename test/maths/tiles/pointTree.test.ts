import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/maths/statistics/random.ts';
import { pointTree, squareAround } from '../../../src/maths/tiles/pointTree.ts';

const random = createRandom(4);
const positions = Float32Array.from({ length: 2 * 5000 }, (_, i) => (i % 2 ? 3 : 1) * random.normal() ** 3);
positions[20] = positions[21] = Number.NaN;
const square = squareAround(positions);
const tiles = pointTree(positions, square, { most: 100, seed: 1 });

describe('pointTree', () => {
  it('puts every placed point into one tile, in whose square it lies', () => {
    const rows = tiles.flatMap(tile => [...tile.rows]).sort((a, b) => a - b);
    expect(rows).toEqual(Array.from({ length: 5000 }, (_, i) => i).filter(i => i !== 10));
    for (const { z, x, y, rows } of tiles) {
      const side = square.side / 2 ** z;
      const inside = rows.every(row => {
        const [across, up] = [positions[2 * row] - square.left, positions[2 * row + 1] - square.bottom];
        return [across / side - x, up / side - y].every(share => share >= 0 && share <= 1);
      });
      expect(inside).toBe(true);
    }
  });

  it('fills each tile before it hands points down, and counts all below', () => {
    const at = new Map(tiles.map(tile => [`${tile.z}/${tile.x}/${tile.y}`, tile]));
    expect(tiles[0]).toMatchObject({ z: 0, x: 0, y: 0, total: 4999 });
    for (const { z, x, y, rows, total } of tiles) {
      const below = [0, 1, 2, 3].map(quarter =>
        at.get(`${z + 1}/${2 * x + (quarter % 2)}/${2 * y + (quarter >> 1)}`),
      );
      expect(rows.length).toBe(Math.min(100, total));
      expect(total).toBe(rows.length + below.reduce((sum, tile) => sum + (tile?.total ?? 0), 0));
    }
  });

  it('keeps a random sample at the top: the same for a seed, another for another', () => {
    const again = (seed: number) => [...pointTree(positions, square, { most: 100, seed })[0].rows];
    expect(again(1)).toEqual([...tiles[0].rows]);
    expect(again(2)).not.toEqual([...tiles[0].rows]);
    const mean = tiles[0].rows.reduce((sum, row) => sum + row, 0) / 100;
    expect(Math.abs(mean - 2500)).toBeLessThan(4 * (5000 / Math.sqrt(12 * 100))); // four standard errors
  });

  it('ends where all points lie in one place, and gives nothing where none has one', () => {
    const same = new Float32Array(2 * 300);
    const deep = pointTree(same, squareAround(same), { most: 10, seed: 1 });
    expect(deep.reduce((sum, tile) => sum + tile.rows.length, 0)).toBe(300);
    const nowhere = new Float32Array(4).fill(Number.NaN);
    expect(pointTree(nowhere, squareAround(nowhere), { most: 10, seed: 1 })).toEqual([]);
  });
});
