import { describe, expect, it } from 'vitest';
import { fading, learntSteps } from '../../../src/maths/distillation/stepSchedules.ts';

describe('a fading step size', () => {
  it('begins whole, is half in the middle and ends near zero', () => {
    const sizes = fading(0.4, 100);
    expect(sizes).toHaveLength(100);
    expect(sizes[0]).toBe(0.4);
    expect(sizes[50]).toBeCloseTo(0.2, 12);
    expect(sizes[99]).toBeLessThan(0.001);
  });
});

describe('learnt step sizes', () => {
  /** What the fade leaves, taken out. */
  const plain = (sizes: number[]) => sizes.map((size, k) => size / fading(1, sizes.length)[k]);

  it('are those of the epoch that N steps for M epochs have come to, then the last one’s', () => {
    // N = 4 steps cover M = 2 epochs: two steps an epoch.
    const sizes = plain(learntSteps({ stepSizes: [1, 2, 3], studentSteps: 4, epochsMatched: 2, steps: 8 }));
    for (const [k, wanted] of [1, 1, 2, 2, 3, 3, 3, 3].entries()) expect(sizes[k]).toBeCloseTo(wanted, 12);
    const single = plain(learntSteps({ stepSizes: [1, 2], studentSteps: 3, steps: 6 }));
    for (const [k, wanted] of [1, 1, 1, 2, 2, 2].entries()) expect(single[k]).toBeCloseTo(wanted, 12);
  });

  it('fade like any other', () => {
    const sizes = learntSteps({ stepSizes: [0.1], studentSteps: 10, steps: 50 });
    expect(sizes).toEqual(fading(0.1, 50));
  });

  it('are refused where there are none', () => {
    expect(() => learntSteps({ stepSizes: [], studentSteps: 10, steps: 50 })).toThrow(
      'need a learnt step size; got none',
    );
  });
});
