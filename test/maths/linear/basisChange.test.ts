import { describe, expect, it } from 'vitest';
import { changeBasis } from '../../../src/maths/linear/basisChange.ts';
import { projectOnto } from '../../../src/maths/linear/projection.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

const dimension = 6;
const random = createRandom(11);

/** (count, dimension) orthonormal axes by Gram–Schmidt, and a mean. */
function basisOf(count: number) {
  const axes: number[][] = [];
  while (axes.length < count) {
    const axis = Array.from({ length: dimension }, () => random.normal());
    for (const other of axes) {
      const along = other.reduce((sum, x, j) => sum + x * axis[j], 0);
      for (let j = 0; j < dimension; j++) axis[j] -= along * other[j];
    }
    const length = Math.hypot(...axis);
    axes.push(axis.map(x => x / length));
  }
  const mean = Float32Array.from({ length: dimension }, () => random.normal());
  return { mean, axes: Float32Array.from(axes.flat()) };
}

const vector = Float32Array.from({ length: dimension }, () => random.normal());

describe('changeBasis', () => {
  it('is the projection of the vector itself where the first basis holds all of it', () => {
    const [whole, part] = [basisOf(dimension), basisOf(3)];
    const there = changeBasis(projectOnto(whole, vector), whole, part);
    projectOnto(part, vector).forEach((component, c) => {
      expect(there[c]).toBeCloseTo(component, 5);
    });
  });

  it('changes nothing from a basis to itself, whatever it leaves out', () => {
    const part = basisOf(3);
    const components = projectOnto(part, vector);
    changeBasis(components, part, part).forEach((component, c) => {
      expect(component).toBeCloseTo(components[c], 5);
    });
  });

  it('refuses bases of different vectors', () => {
    const shorter = { mean: new Float32Array(2), axes: new Float32Array(2) };
    expect(() => changeBasis(new Float32Array(3), basisOf(3), shorter)).toThrow('of one length; got 6 and 2');
  });
});
