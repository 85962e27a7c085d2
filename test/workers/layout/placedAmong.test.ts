import { describe, expect, it } from 'vitest';
import { placeSteps } from '../../../src/maths/layout/placement.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';
import { placeAmongSteps } from '../../../workers/layout/placedAmong.ts';

const columns = 4;

function cloud(rows: number, seed: number) {
  const random = createRandom(seed);
  return { rows, columns, values: Float32Array.from({ length: rows * columns }, () => random.normal()) };
}

function run<Result>(steps: Generator<unknown, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

describe('placing among many galaxies', () => {
  it('puts nearly every one where the definition puts it, galaxies without a place give no guidance', () => {
    const [placed, added] = [cloud(3000, 1), cloud(300, 2)];
    const random = createRandom(3);
    const positions = Float32Array.from({ length: 6000 }, () => random.normal());
    for (let i = 0; i < 900; i++) positions.fill(Number.NaN, 2 * i, 2 * i + 2);
    added.values.set(placed.values.subarray(8000, 8004)); // one stands on another
    const ours = run(placeAmongSteps(placed, positions, added));
    const exact = run(placeSteps(placed.values, positions, added.values, columns));
    let same = 0;
    for (let i = 0; i < added.rows; i++) {
      if (Math.hypot(ours[2 * i] - exact[2 * i], ours[2 * i + 1] - exact[2 * i + 1]) < 1e-6) same++;
    }
    expect(same / added.rows).toBeGreaterThan(0.9);
    expect(ours.every(Number.isFinite)).toBe(true);
    expect(Array.from(ours.subarray(0, 2))).toEqual(Array.from(positions.subarray(4000, 4002)));
  });

  it('is the definition among few', () => {
    const [placed, added] = [cloud(60, 4), cloud(20, 5)];
    const positions = Float32Array.from({ length: 120 }, (_, i) => i);
    const exact = run(placeSteps(placed.values, positions, added.values, columns));
    expect(run(placeAmongSteps(placed, positions, added))).toEqual(exact);
  });
});
