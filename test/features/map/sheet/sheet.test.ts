import { describe, expect, it } from 'vitest';
import { landingPlaces } from '../../../../src/features/map/sheet/flight.ts';
import { sheetTiles } from '../../../../src/features/map/sheet/sheetRows.ts';
import { embeddingOrder } from '../../../../src/maths/catalogue/embeddingOrder.ts';

describe('the tiles of a contact sheet', () => {
  it.each([
    [4002, 120],
    [100, 120],
    [0, 120],
  ])('of %i galaxies are different ones of the sample, with their turns', (rowCount, most) => {
    const tiles = sheetTiles(rowCount, most);
    const { order, sample } = embeddingOrder(rowCount);
    expect(tiles).toHaveLength(Math.min(rowCount, most));
    expect(new Set(tiles.map(tile => tile.row)).size).toBe(tiles.length);
    for (const { row, turn } of tiles) {
      expect(order[turn]).toBe(row);
      expect(turn).toBeLessThan(sample);
    }
  });
});

describe('where tiles land', () => {
  const size = { width: 400, height: 300 };
  // The left lower corner, the middle, the right upper corner; the fourth galaxy has no place.
  const positions = Float32Array.from([0, 0, 5, 5, 10, 10, Number.NaN, Number.NaN]);

  it('is as the map shows them: y upwards, the middle in the middle, all of it in the window', () => {
    const [low, middle, high, none] = landingPlaces(positions, [0, 1, 2, 3], size);
    expect(none).toBeNull();
    expect(middle).toEqual([200, 150]);
    expect(low![0]).toBeLessThan(high![0]);
    expect(low![1]).toBeGreaterThan(high![1]);
    for (const [xPx, yPx] of [low!, high!]) {
      expect(xPx).toBeGreaterThan(0);
      expect(xPx).toBeLessThan(size.width);
      expect(yPx).toBeGreaterThan(0);
      expect(yPx).toBeLessThan(size.height);
    }
  });

  it('is nowhere on a map without a galaxy', () => {
    expect(landingPlaces(new Float32Array(4).fill(Number.NaN), [0, 1], size)).toEqual([null, null]);
  });
});
