import { describe, expect, it } from 'vitest';
import { float16ToNumber } from '../../../src/data/bytes/float16.ts';
import { rowMaskOf } from '../../../src/maths/catalogue/rowMask.ts';
import { cellAt } from '../../../src/maths/density/mapFrame.ts';
import { neverPictured } from '../../../src/maths/density/pictureLevels.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';
import { createMapWorker } from '../../../workers/map/mapWorker.ts';

const random = createRandom(12);
const n = 900;
// Two thirds crowd around (0, 0), a third is spread around (10, 0).
const positions = Float32Array.from({ length: 2 * n }, (_, i) => {
  const spread = i >> 1 < 600 ? 0.4 : 2;
  return spread * random.normal() + (i >> 1 >= 600 && i % 2 === 0 ? 10 : 0);
});
const worker = createMapWorker(() => 0);

describe('mapWorker', () => {
  it('sends heights from 0 to 1 that are highest where galaxies crowd', async () => {
    const { frame, heights } = (await worker.density(positions))!;
    const at = (x: number, y: number) => float16ToNumber(heights[cellAt(frame, x, y)]);
    expect(heights).toHaveLength(frame.side ** 2);
    expect(at(0, 0)).toBeGreaterThan(0.9);
    expect(at(10, 0)).toBeGreaterThan(0.1);
    expect(at(10, 0)).toBeLessThan(at(0, 0));
    expect(float16ToNumber(heights[0])).toBe(0);
  });

  it('gives pictures to the rows allowed alone, and finds all in its index', async () => {
    const allowed = rowMaskOf([3, 5, 700, 800], n);
    const { levels, index } = (await worker.pictures(positions, allowed))!;
    const pictured = [...levels.keys()].filter(row => levels[row] !== neverPictured);
    expect(pictured).toEqual([3, 5, 700, 800]);
    expect(index.rows).toHaveLength(n);
  });

  it('has nothing to say where no galaxy has a place', async () => {
    const nowhere = new Float32Array(8).fill(Number.NaN);
    expect(await worker.density(nowhere)).toBeNull();
    expect(await worker.pictures(nowhere, null)).toBeNull();
    expect(await worker.names(nowhere, [])).toEqual([]);
  });
});
