import { describe, expect, it } from 'vitest';
import { linearOutputs } from '../../../src/maths/linear/linearOutputs.ts';
import { foldStandardisation, standardisationOf } from '../../../src/maths/linear/standardisation.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

const random = createRandom(4);
const normals = (length: number) => Float32Array.from({ length }, () => random.normal());

describe('a standardisation', () => {
  it('subtracts the mean and divides by √(σ² + (σ̄ / 2)²)', () => {
    const rows = Float32Array.of(1, 10, 5, 3, 20, 5); // variances 1, 25 and 0, their mean 26 / 3
    const { mean, scale } = standardisationOf(rows, 3);
    expect([...mean]).toEqual([2, 15, 5]);
    for (const [j, variance] of [1, 25, 0].entries()) {
      expect(scale[j]).toBeCloseTo(1 / Math.sqrt(variance + 26 / 12), 6);
    }
  });

  it('leaves what does not vary as wide as it is', () => {
    expect(standardisationOf(Float32Array.of(3, 4, 3, 4), 2)).toEqual({
      mean: Float32Array.of(3, 4),
      scale: Float32Array.of(1, 1),
    });
  });

  it('folded into a linear layer says the same of plain rows', () => {
    const [n, columns, outputs] = [9, 40, 3];
    const rows = normals(n * columns).map((value, at) => 5 + value * (1 + (at % columns)));
    const standardisation = standardisationOf(rows, columns);
    const [weight, bias] = [normals(outputs * columns), normals(outputs)];
    const standard = rows.map(
      (value, at) => (value - standardisation.mean[at % columns]) * standardisation.scale[at % columns],
    );
    const wanted = linearOutputs(weight, bias, standard);
    const folded = foldStandardisation(weight, bias, standardisation);
    const got = linearOutputs(folded.weight, folded.bias, rows);
    for (const [i, value] of wanted.entries()) expect(got[i]).toBeCloseTo(value, 4);
  });

  it('needs whole rows', () => {
    expect(() => standardisationOf(new Float32Array(5), 3)).toThrow('got 5 numbers');
    expect(() => standardisationOf(new Float32Array(), 3)).toThrow('got 0 numbers');
  });
});
