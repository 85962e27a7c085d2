import { describe, expect, it } from 'vitest';
import { frechetDistance, frechetFromReal } from '../../../src/maths/clustering/frechet.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

describe('the Fréchet distance', () => {
  const random = createRandom(1);
  const points = Float32Array.from({ length: 4000 }, (_, at) => random.normal() * (at % 2 === 0 ? 1 : 3));

  it('is 0 from a cloud to itself, and the square of a shift', () => {
    expect(frechetDistance(points, points, 2)).toBeCloseTo(0, 6);
    const moved = points.map((value, at) => value + (at % 2 === 0 ? 2 : 0));
    expect(frechetDistance(points, moved, 2)).toBeCloseTo(4, 4);
  });

  it('is that of the deviations where axes do not turn: Σ (σ₁ − σ₂)²', () => {
    const wide = points.map((value, at) => value * (at % 2 === 0 ? 2 : 1));
    const first = points.filter((_, at) => at % 2 === 0);
    const mean = first.reduce((sum, value) => sum + value / first.length, 0);
    const variance = first.reduce((sum, value) => sum + (value - mean) ** 2 / (first.length - 1), 0);
    // (2 σ − σ)² and the shift of the mean; the two axes of so few points are turned by a hair.
    expect(frechetDistance(points, wide, 2)).toBeCloseTo(variance + mean ** 2, 3);
  });

  it('of generated things is taken in components of the real ones, and told beside half from half', () => {
    const real = Float32Array.from({ length: 400 * 6 }, (_, at) =>
      at % 6 < 2 ? random.normal() : 0.01 * random.normal(),
    );
    const alike = real.map((value, at) => (at % 6 < 2 ? random.normal() : value));
    const far = real.map((value, at) => value + (at % 6 === 0 ? 2 : 0));
    const told = frechetFromReal(real, alike, 6, 2);
    expect(told.components).toBe(2);
    expect(told.drawn).toBeLessThan(0.05);
    expect(told.halves).toBeLessThan(0.05);
    expect(frechetFromReal(real, far, 6, 2).drawn).toBeCloseTo(4, 2);
    expect(frechetFromReal(real, far, 6).components).toBe(6);
    expect(() => frechetFromReal(real.subarray(0, 60), far, 6)).toThrow(/need 16 things or more; got 10/);
  });
});
