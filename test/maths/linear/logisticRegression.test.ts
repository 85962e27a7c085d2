import { describe, expect, it } from 'vitest';
import { minimise } from '../../../src/maths/linear/lbfgs.ts';
import {
  fitLogisticRegression,
  logisticLoss,
  logisticScores,
} from '../../../src/maths/linear/logisticRegression.ts';
import sklearn from '../oracles/logisticRegression.json' with { type: 'json' };
import { waves } from '../oracles/waves.ts';

describe.each(sklearn)(
  'logistic regression against scikit-learn, $classes classes, C = $strength',
  oracle => {
    const { rows, columns, classes, strength, labels } = oracle;
    const data = waves(rows, columns);
    const model = fitLogisticRegression(data, labels, columns, classes, { strength });

    it('finds the same weights and biases', () => {
      const theirs = oracle.weights.flat();
      expect(model.weights.length).toBe(theirs.length);
      for (const [i, weight] of theirs.entries()) expect(model.weights[i]).toBeCloseTo(weight, 3);
      // Softmax leaves the biases' common part free: compare differences.
      const [first] = oracle.bias;
      for (const [k, bias] of oracle.bias.entries()) {
        if (classes > 2) expect(model.bias[k] - model.bias[0]).toBeCloseTo(bias - first, 3);
        else expect(model.bias[k]).toBeCloseTo(bias, 3);
      }
    });

    it('scores alike', () => {
      const outputs = model.bias.length;
      const ours = logisticScores(model, data.subarray(0, 3 * columns));
      for (let i = 0; i < 3; i++) {
        const theirs = [oracle.scores[i]].flat();
        for (let k = 0; k < outputs; k++) {
          const shift = classes > 2 ? ours[i * outputs] - theirs[0] : 0;
          expect(ours[i * outputs + k] - shift).toBeCloseTo(theirs[k], 2);
        }
      }
    });

    it('has a loss that is the mean of −ln p', () => {
      const outputs = model.bias.length;
      const scores = logisticScores(model, data);
      let sum = 0;
      for (let i = 0; i < rows; i++) {
        const own = outputs === 1 ? [0, scores[i]] : [...scores.subarray(i * outputs, (i + 1) * outputs)];
        const total = own.reduce((all, value) => all + Math.exp(value), 0);
        sum -= Math.log(Math.exp(own[labels[i]]) / total);
      }
      expect(logisticLoss(model, data, labels)).toBeCloseTo(sum / rows, 10);
    });
  },
);

describe('L-BFGS', () => {
  it('finds the bottom of Rosenbrock’s valley', () => {
    const { x, value } = minimise(
      ([a, b], gradient) => {
        gradient[0] = -2 * (1 - a) - 400 * a * (b - a * a);
        gradient[1] = 200 * (b - a * a);
        return (1 - a) ** 2 + 100 * (b - a * a) ** 2;
      },
      Float64Array.of(-1.2, 1),
    );
    expect(value).toBeLessThan(1e-9);
    expect(x[0]).toBeCloseTo(1, 4);
    expect(x[1]).toBeCloseTo(1, 4);
  });

  it('leaves the start as it was and stops where nothing can be gained', () => {
    const start = Float64Array.of(3, 4);
    const { x, iterations } = minimise((_, gradient) => {
      gradient.fill(0);
      return 1;
    }, start);
    expect([...x]).toEqual([3, 4]);
    expect(iterations).toBe(0);
    expect([...start]).toEqual([3, 4]);
  });
});
