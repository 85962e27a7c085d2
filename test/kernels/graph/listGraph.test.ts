import { describe, expect, it } from 'vitest';
import { exactGraphSteps } from '../../../src/kernels/graph/exactGraph.ts';
import { type GraphProgress, listGraphSteps } from '../../../src/kernels/graph/listGraph.ts';
import { distance } from '../../../src/maths/neighbours/distance.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

const [n, columns, k] = [2500, 10, 12];

/** A cloud without clusters, whose neighbours lie across the borders of the lists. */
function cloud(seed: number): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from({ length: n * columns }, (_, i) => random.normal() / (1 + (i % columns)));
}

function run<Step, Result>(steps: Generator<Step, Result>): { steps: Step[]; result: Result } {
  const seen: Step[] = [];
  for (;;) {
    const step = steps.next();
    if (step.done) return { steps: seen, result: step.value };
    seen.push(step.value);
  }
}

/** Share of the exact neighbours of all points that a graph holds. */
function share(values: Float32Array, indices: Int32Array): number {
  const exact = run(exactGraphSteps({ values, columns }, k)).result.indices;
  let found = 0;
  for (let i = 0; i < n; i++) {
    const known = new Set(indices.subarray(i * k, (i + 1) * k));
    for (const j of exact.subarray(i * k, (i + 1) * k)) if (known.has(j)) found++;
  }
  return found / (n * k);
}

describe('the graph by inverted lists', () => {
  const values = cloud(1);

  it('says its recall truly, and has the recall wanted', () => {
    const { steps, result } = run(listGraphSteps({ values, columns }, { k, wanted: 0.9 }));
    const truth = share(values, result.graph.indices);
    expect(truth).toBeGreaterThan(0.88);
    expect(Math.abs(truth - result.recall)).toBeLessThan(0.03); // 200 rows of 2,500
    const told = steps as GraphProgress[];
    expect(told.every(step => step.share >= 0 && step.share <= 1)).toBe(true);
    expect(told.some(step => step.recall === undefined)).toBe(true);
    expect(told.at(-1)?.recall).toBe(result.recall);
  });

  it('holds for every point its k others by rising distance of the definition', () => {
    const { graph } = run(listGraphSteps({ values, columns }, { k })).result;
    for (let i = 0; i < n; i++) {
      const row = Array.from(graph.indices.subarray(i * k, (i + 1) * k));
      expect(new Set([...row, i]).size).toBe(k + 1);
      row.forEach((j, r) => {
        const exact = distance('euclidean', values, i * columns, values, j * columns, columns);
        expect(graph.distances[i * k + r]).toBe(exact);
        expect(r === 0 || graph.distances[i * k + r - 1] <= exact).toBe(true);
      });
    }
  });

  it('searches more lists for more recall, all of them for all', () => {
    const few = run(listGraphSteps({ values, columns }, { k, wanted: 0 })).result;
    const all = run(listGraphSteps({ values, columns }, { k, wanted: 1.1 })).result;
    expect(few.lists).toBe(8);
    expect(all.lists).toBe(50);
    expect(all.recall).toBeGreaterThan(few.recall);
    expect(share(values, all.graph.indices)).toBeGreaterThan(0.999); // 16 bits leave the order of near ties open
  });

  it('stops when the person has seen enough', () => {
    const { lists } = run(listGraphSteps({ values, columns }, { k, wanted: 1.1, enough: () => true })).result;
    expect(lists).toBe(8);
  });

  it('is the same each time, and whole where points coincide', () => {
    const first = run(listGraphSteps({ values, columns }, { k })).result.graph;
    expect(run(listGraphSteps({ values, columns }, { k })).result.graph).toEqual(first);
    const heap = values.map((value, i) => (i < 1500 * columns ? 1 : value));
    const { graph } = run(listGraphSteps({ values: heap, columns }, { k })).result;
    expect(graph.indices.every((j, e) => j >= 0 && j !== Math.floor(e / k))).toBe(true);
    expect(graph.distances.subarray(0, 1000 * k).every(d => d === 0)).toBe(true);
  });
});
