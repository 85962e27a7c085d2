import { describe, expect, it } from 'vitest';
import { neighbourTies } from '../../../../src/features/map/scene/neighbourLayers.ts';

const positions = Float32Array.of(0, 0, 4, 0, 0, 4, Number.NaN, Number.NaN, 8, 8);
const rows = Uint32Array.of(1, 3, 2, 4);

describe('neighbourTies', () => {
  it('ties a galaxy to those of its neighbours that have a place, by rank', () => {
    const ties = neighbourTies(positions, { of: 0, rows, distances: [1, 2, 3, 4] })!;
    expect(ties.from).toEqual([0, 0]);
    expect(ties.ends.map(end => end.at)).toEqual([
      [4, 0],
      [0, 4],
      [8, 8],
    ]);
    expect(ties.ends.map(end => end.rank)).toEqual([0, 2 / 3, 1]);
  });

  it('puts an image from outside where its neighbours are, nearest to the nearest', () => {
    const guest = neighbourTies(positions, { of: null, rows: rows.slice(0, 3), distances: [1, 2, 3] })!;
    expect(guest.isGuest).toBe(true);
    expect(guest.from[0]).toBeCloseTo(4 / 1 / (1 + 1 / 3), 6);
    expect(guest.from[1]).toBeCloseTo(4 / 3 / (1 + 1 / 3), 6);
    const twin = neighbourTies(positions, { of: null, rows, distances: [0, 2, 3, 4] })!;
    expect(twin.from[0]).toBeCloseTo(4, 5);
  });

  it('ties nothing without neighbours or places', () => {
    expect(neighbourTies(positions, null)).toBeNull();
    expect(neighbourTies(positions, { of: 3, rows, distances: [1, 2, 3, 4] })).toBeNull();
    expect(neighbourTies(positions, { of: 0, rows: Uint32Array.of(3), distances: [1] })).toBeNull();
  });
});
