import { expect, it } from 'vitest';
import { climbLadder } from '../../../src/maths/distillation/frameLadder.ts';

it('keeps the first frame and a few evenly apart, however long the run', () => {
  let kept = [0];
  for (let iteration = 1; iteration <= 300; iteration++) {
    kept = climbLadder(kept, iteration, 10);
    const step = kept[1] - kept[0];
    expect(kept.length).toBeLessThanOrEqual(10);
    expect(kept).toEqual(kept.map((_, i) => i * step));
    expect(iteration - kept[kept.length - 1]).toBeLessThan(step); // none that was due is missing
  }
  expect(kept.length).toBeGreaterThan(4);
});
