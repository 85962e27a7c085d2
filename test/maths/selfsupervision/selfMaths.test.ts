import { expect, it } from 'vitest';
import { collapseWatch, representationRank } from '../../../src/maths/selfsupervision/collapse.ts';
import { neighbourVotes } from '../../../src/maths/selfsupervision/neighbourVotes.ts';
import { drawView, paintView, plainView } from '../../../src/maths/selfsupervision/paintViews.ts';
import { probe } from '../../../src/maths/selfsupervision/probe.ts';
import { teacherMomentum, warmCosine } from '../../../src/maths/selfsupervision/schedules.ts';
import { wholeViews } from '../../../src/maths/selfsupervision/viewRecipe.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

it('counts the directions of a representation by the definition', () => {
  // Orthogonal directions with singular values 3 and 1 about a mean that does not count.
  const rows = [3, 0, -3, 0, 0, 1, 0, -1].map((value, i) => value + (i % 2 === 0 ? 5 : -2));
  const p = 3 / 4;
  const wanted = Math.exp(-p * Math.log(p) - (1 - p) * Math.log(1 - p));
  expect(representationRank(Float32Array.from(rows), 2)).toBeCloseTo(wanted, 6);
  const wide = new Float32Array(3 * 10);
  for (let i = 0; i < 3; i++) wide[i * 10 + i] = 1;
  expect(representationRank(wide, 10)).toBeCloseTo(2, 6); // three equal points span two directions
  expect(representationRank(new Float32Array(20).fill(0.3), 5)).toBe(0);
});

it('believes a collapse after fifty steps in turn, none of the first tenth', () => {
  const watch = collapseWatch(1000);
  for (let step = 1; step <= 100; step++) expect(watch(step, { spread: 0 })).toBeUndefined();
  for (let step = 101; step < 150; step++) expect(watch(step, { spread: 0.05 })).toBeUndefined();
  expect(watch(150, { spread: 0.9 })).toBeUndefined(); // it was a passing thing
  for (let step = 151; step < 200; step++) expect(watch(step, { spread: 0.05 })).toBeUndefined();
  expect(watch(200, { spread: 0.05 })).toMatch(/alike \(a spread of 0\.050\)/);
  const ofDino = collapseWatch(10);
  let said: string | undefined;
  for (let step = 2; step < 52; step++) said = ofDino(step, { entropyOfMean: 0.001, divergence: 0.001 });
  expect(said).toMatch(/the same one output/);
  const uniform = collapseWatch(10);
  for (let step = 2; step < 52; step++) said = uniform(step, { entropyOfMean: 6.9, divergence: 0.001 });
  expect(said).toMatch(/the same for all galaxies/);
});

it('weighs the votes of neighbours by exp(cosine / temperature)', () => {
  const known = Float32Array.of(1, 0, 0, 2, -1, 0);
  const asked = Float32Array.of(3, 3);
  const votes = neighbourVotes(known, [0, 1, 1], asked, {
    columns: 2,
    classes: 2,
    neighbours: 3,
    temperature: 0.5,
  });
  const weights = [Math.SQRT1_2, Math.SQRT1_2, -Math.SQRT1_2].map(cosine => Math.exp(cosine / 0.5));
  const total = weights[0] + weights[1] + weights[2];
  expect(votes[0]).toBeCloseTo(weights[0] / total, 6);
  expect(votes[1]).toBeCloseTo((weights[1] + weights[2]) / total, 6);
});

it('probes a representation in which a class is a direction, and one in which it is noise', () => {
  const random = createRandom(5);
  const labels = Array.from({ length: 200 }, (_, i) => i % 2);
  const rows = (signal: number) =>
    Float32Array.from(
      { length: 200 * 4 },
      (_, i) => random.normal() + (i % 4 === 0 ? signal * (labels[i >> 2] - 0.5) : 0),
    );
  const ask = (signal: number) =>
    probe({
      columns: 4,
      classes: 2,
      fit: rows(signal),
      fitLabels: labels,
      judged: rows(signal),
      judgedLabels: labels,
    });
  const [strong, none] = [ask(6), ask(0)];
  expect(strong.linear).toBeGreaterThan(0.99);
  expect(strong.knn).toBeGreaterThan(0.95);
  expect(Math.abs(none.linear - 0.5)).toBeLessThan(0.12);
});

it('paints the plain view pixel for pixel, and views that stay within 0 and 1', () => {
  const random = createRandom(1);
  const image = Uint8Array.from({ length: 8 * 8 * 3 }, (_, i) => (i * 37) % 256);
  const view = new Float32Array(8 * 8 * 3);
  paintView(image, 8, plainView(8, 8), view, random);
  for (const [i, value] of view.entries()) expect(value).toBeCloseTo(image[i] / 255, 6);
  const drawn = drawView(8, wholeViews(8), random);
  paintView(image, 8, drawn, view, random);
  expect(Math.min(...view)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...view)).toBeLessThanOrEqual(1);
  // The map turns and scales: its two columns are as long as each other and at right angles.
  const [a, b, , c, d] = drawn.map;
  expect(a * b + c * d).toBeCloseTo(0, 9);
  expect(Math.hypot(a, c)).toBeCloseTo(Math.hypot(b, d), 9);
});

it('raises and lowers rates, and lets the teacher stand still at the end', () => {
  const plan = { warmUp: 10, highest: 1, last: 0.1 };
  expect(warmCosine(4, 110, plan)).toBeCloseTo(0.5, 12);
  expect(warmCosine(10, 110, plan)).toBeCloseTo(1, 12);
  expect(warmCosine(60, 110, plan)).toBeCloseTo(0.55, 12);
  expect(warmCosine(110, 110, plan)).toBeCloseTo(0.1, 12);
  expect(teacherMomentum(0, 100, 0.99)).toBeCloseTo(0.99, 12);
  expect(teacherMomentum(50, 100, 0.99)).toBeCloseTo(0.995, 12);
  expect(teacherMomentum(100, 100, 0.99)).toBe(1);
});
