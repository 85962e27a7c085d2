import { describe, expect, it } from 'vitest';
import { evaluationPlan } from '../../../../src/features/distil/run/evaluationPlan.ts';

describe('the table’s plan', () => {
  it('judges averages for one image a class only, and prototypes anew once they have changed', () => {
    expect(evaluationPlan({ imagesPerClass: 1 }, [], 5)).toHaveLength(6);
    expect(evaluationPlan({ imagesPerClass: 10 }, [], 5).map(({ contender }) => contender)).not.toContain(
      'average',
    );
    const rows = [
      { contender: 'synthetic', network: 'convnet', iteration: 4 },
      { contender: 'random', network: 'convnet' },
    ] as const;
    const left = evaluationPlan({ imagesPerClass: 10 }, rows, 5);
    expect(left).toContainEqual({ contender: 'synthetic', network: 'convnet' });
    expect(left).not.toContainEqual({ contender: 'random', network: 'convnet' });
    expect(evaluationPlan({ imagesPerClass: 10 }, rows, 4)).not.toContainEqual(left[0]);
  });
});
