import { describe, expect, it } from 'vitest';
import type { Progress } from '../../../src/contracts/job.ts';
import type { LayoutWorker } from '../../../src/contracts/layout.ts';
import { IncrementalPca } from '../../../src/maths/linear/incrementalPca.ts';
import { decodedRows } from '../../../src/maths/neighbours/sixteenBitRows.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';
import { createLayoutWorker } from '../../../workers/layout/layoutWorker.ts';

const clock = () => performance.now();

/** (n, d) float32: `groups` well-separated clouds, one after the other. */
function clouds(n: number, d: number, groups: number, seed: number): Float32Array {
  const random = createRandom(seed);
  const centres = Float32Array.from({ length: groups * d }, () => 8 * random.normal());
  return Float32Array.from({ length: n * d }, (_, at) => {
    const group = Math.floor((Math.floor(at / d) * groups) / n);
    return centres[group * d + (at % d)] + random.normal() / (1 + (at % d) / 4);
  });
}

function range(from: number, to: number): Uint32Array {
  return Uint32Array.from({ length: to - from }, (_, i) => from + i);
}

async function addAll(worker: LayoutWorker, vectors: Float32Array, d: number, cuts: number[]): Promise<void> {
  for (let c = 1; c < cuts.length; c++) {
    await worker.add(range(cuts[c - 1], cuts[c]), vectors.slice(cuts[c - 1] * d, cuts[c] * d));
  }
}

describe('components in the layout worker', () => {
  const d = 24;
  const n = 700;
  const vectors = clouds(n, d, 3, 1);

  it('are those of the incremental PCA in batches of 256, whatever pieces come in', async () => {
    const worker = createLayoutWorker(clock);
    await worker.begin(d, 5);
    await addAll(worker, vectors, d, [0, 1, 300, 310, 700]);
    const { matrix, rows, explainedVarianceRatio } = await worker.components();
    const pca = new IncrementalPca(d, 5);
    for (const [from, to] of [
      [0, 256],
      [256, 512],
      [512, 700],
    ])
      pca.partialFit(vectors.subarray(from * d, to * d));
    expect(rows).toEqual(range(0, n));
    expect([matrix.count, matrix.columns]).toEqual([n, 5]);
    pca.explainedVarianceRatio.forEach((ratio, c) => {
      expect(explainedVarianceRatio[c]).toBeCloseTo(ratio, 5);
    });
    const kept = decodedRows(matrix);
    let largest = 0;
    for (let i = 0; i < n; i++) {
      for (let c = 0; c < 5; c++) {
        let value = 0;
        for (let j = 0; j < d; j++) value += (vectors[i * d + j] - pca.mean[j]) * pca.axes[c * d + j];
        largest = Math.max(largest, Math.abs(value - kept[i * 5 + c]));
      }
    }
    expect(largest).toBeLessThan(5e-3); // vectors up to 30 are held to 1.6e-5 of their largest, 24 of them a sum
  });

  it('come in the order of the catalogue though rows are added in any, and `project` gives the same', async () => {
    const worker = createLayoutWorker(clock);
    await worker.begin(d, 4);
    await worker.add(range(400, 700), vectors.slice(400 * d));
    await worker.add(range(0, 400), vectors.slice(0, 400 * d));
    const { matrix, rows } = await worker.components();
    expect(rows).toEqual(range(0, n));
    const projected = await worker.project(vectors.slice(398 * d, 402 * d));
    expect([projected.rows, projected.columns]).toEqual([4, 4]);
    projected.values.forEach((value, at) => {
      expect(Math.abs(value - decodedRows(matrix)[398 * 4 + at])).toBeLessThan(5e-3);
    });
  });

  it('are as many as there are galaxies while these are fewer, then grow', async () => {
    const worker = createLayoutWorker(clock);
    await worker.begin(d, 10);
    expect((await worker.components()).matrix.count).toBe(0);
    await worker.add(range(0, 3), vectors.slice(0, 3 * d));
    expect((await worker.components()).matrix.columns).toBe(3);
    expect((await worker.project(vectors.slice(0, d))).columns).toBe(3);
    await worker.add(range(3, 40), vectors.slice(3 * d, 40 * d));
    const later = await worker.components();
    expect([later.matrix.count, later.matrix.columns]).toEqual([40, 10]);
    expect((await worker.project(vectors.slice(0, d))).columns).toBe(10);
  });

  it('keep no more than the representation has', async () => {
    const worker = createLayoutWorker(clock);
    await worker.begin(d, 64);
    await worker.add(range(0, 100), vectors.slice(0, 100 * d));
    expect((await worker.components()).matrix.columns).toBe(d);
  });

  it('project under a given basis: (vector − mean) · axesᵀ', async () => {
    const worker = createLayoutWorker(clock);
    await worker.setBasis(Float32Array.of(1, 2), { rows: 1, columns: 2, values: Float32Array.of(3, -1) });
    const out = await worker.project(Float32Array.of(1, 2, 4, 2, 1, 5));
    expect(out).toEqual({ rows: 3, columns: 1, values: Float32Array.of(0, 9, -3) });
    await expect(
      worker.setBasis(new Float32Array(3), { rows: 1, columns: 2, values: new Float32Array(2) }),
    ).rejects.toThrow('need axes of 3 numbers each; got 1 × 2');
  });

  it('come with their basis, which another worker projects by', async () => {
    const worker = createLayoutWorker(clock);
    await worker.begin(d, 6);
    await worker.add(range(0, n), vectors);
    const { basis } = await worker.components();
    const other = createLayoutWorker(clock);
    await other.setBasis(basis.mean, basis.axes);
    const some = vectors.slice(0, 5 * d);
    const [own, theirs] = [await worker.project(some), await other.project(some)];
    expect([theirs.rows, theirs.columns]).toEqual([5, 6]);
    theirs.values.forEach((value, at) => {
      expect(Math.abs(value - own.values[at])).toBeLessThan(1e-4); // the basis travels in single precision
    });
  });

  it('refuse what cannot be right, and go on', async () => {
    const worker = createLayoutWorker(clock);
    await expect(worker.add(range(0, 1), new Float32Array(2))).rejects.toThrow(
      'need begin(dimension, components)',
    );
    await expect(worker.project(new Float32Array(2))).rejects.toThrow('need representations');
    await worker.begin(2, 2);
    await worker.add(range(0, 2), Float32Array.of(1, 2, 3, 4));
    await expect(worker.add(range(1, 2), Float32Array.of(1, 2))).rejects.toThrow('got row 1 again');
    await expect(worker.add(range(2, 3), Float32Array.of(1, Number.NaN))).rejects.toThrow('got NaN in row 2');
    await expect(worker.add(range(2, 4), Float32Array.of(1, 2))).rejects.toThrow('need 2 × 2 numbers; got 2');
    expect((await worker.components()).rows).toEqual(range(0, 2));
  });
});

/** Share of points whose nearest point on the map is of their own cloud. */
function together(positions: Float32Array, n: number, groups: number): number {
  const groupOf = (i: number) => Math.floor((i * groups) / n);
  let same = 0;
  for (let i = 0; i < n; i++) {
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let j = 0; j < n; j++) {
      const d = Math.hypot(positions[2 * i] - positions[2 * j], positions[2 * i + 1] - positions[2 * j + 1]);
      if (j !== i && d < least) [best, least] = [j, d];
    }
    if (groupOf(best) === groupOf(i)) same++;
  }
  return same / n;
}

describe('the layout', () => {
  const n = 240;
  const columns = 8;
  const matrix = { rows: n, columns, values: clouds(n, columns, 4, 2) };

  it('keeps clouds together, shows itself settling, tells its progress and repeats itself for a seed', async () => {
    const worker = createLayoutWorker(clock);
    const { port1, port2 } = new MessageChannel();
    const told: Progress[] = [];
    port1.onmessage = event => told.push(event.data.progress);
    const shown: Float32Array[] = [];
    const map = await worker.layout(matrix, { seed: 3, epochs: 150 }, p => shown.push(p), port2);
    const first = map.positions;
    expect(first.length).toBe(2 * n);
    expect(map.neighbourRecall).toBe(1);
    expect(together(first, n, 4)).toBe(1);
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.every(p => p.length === 2 * n && p.every(Number.isFinite))).toBe(true);
    await new Promise(resolve => setTimeout(resolve, 50)); // messages still on their way
    port1.close();
    expect(told.some(p => p.phase === 'Settling the map' && p.total === 150 && p.unit === 'epochs')).toBe(
      true,
    );
    expect(await worker.layout(matrix, { seed: 3, epochs: 150 }, () => {})).toEqual(map);
    expect(await worker.layout(matrix, { seed: 4, epochs: 150 }, () => {})).not.toEqual(map);
  });

  it('of more than 20,000 galaxies searches lists and tells what share of the neighbours it found', async () => {
    const many = 20_001;
    const worker = createLayoutWorker(clock);
    const { port1, port2 } = new MessageChannel();
    const told: Progress[] = [];
    port1.onmessage = event => told.push(event.data.progress);
    const values = clouds(many, 2, 3, 2);
    const { positions, neighbourRecall } = await worker.layout(
      { rows: many, columns: 2, values },
      { seed: 3, epochs: 1, neighbours: 4 },
      () => {},
      port2,
    );
    expect(positions.every(Number.isFinite)).toBe(true);
    expect(neighbourRecall).toBeGreaterThanOrEqual(0.95);
    expect(neighbourRecall).toBeLessThanOrEqual(1);
    await new Promise(resolve => setTimeout(resolve, 50)); // messages still on their way
    port1.close();
    expect(told.some(p => p.phase.startsWith('Finding neighbours'))).toBe(true);
  });

  it('looks for no more neighbours once the person has enough', async () => {
    const many = 20_000;
    const spread = 16; // columns as wide as each other: eight lists of 141 find few of the neighbours
    const random = createRandom(6);
    const values = Float32Array.from({ length: many * spread }, () => random.normal());
    const worker = createLayoutWorker(clock);
    const { port1, port2 } = new MessageChannel();
    let first: number | undefined;
    port1.onmessage = event => {
      first ??= event.data.progress.found;
      if (first !== undefined) void worker.enough();
    };
    const options = { seed: 3, epochs: 1, neighbours: 4 };
    const matrix = { rows: many, columns: spread, values };
    const { neighbourRecall } = await worker.layout(matrix, options, () => {}, port2);
    port1.close();
    expect(first).toBeLessThan(0.9);
    expect(neighbourRecall).toBeGreaterThanOrEqual(first ?? 1);
    expect(neighbourRecall).toBeLessThan(0.95);
  });

  it('keeps its clouds in place when it grows', async () => {
    const worker = createLayoutWorker(clock);
    const { positions: before } = await worker.layout(matrix, { seed: 3 }, () => {});
    const start = before.slice();
    start.fill(Number.NaN, 0, 60); // half of the first cloud is new
    const { positions: after } = await worker.layout(matrix, { seed: 9, start }, () => {});
    // The four clouds' centres stay nearer to where they were than to any other's place.
    const centre = (p: Float32Array, g: number, c: number) =>
      Array.from({ length: 60 }, (_, i) => p[2 * (60 * g + i) + c]).reduce((a, b) => a + b) / 60;
    for (let g = 0; g < 4; g++) {
      const steps = [0, 1, 2, 3].map(other =>
        Math.hypot(
          centre(after, g, 0) - centre(before, other, 0),
          centre(after, g, 1) - centre(before, other, 1),
        ),
      );
      expect(steps.indexOf(Math.min(...steps))).toBe(g);
    }
  });

  it('stops within one step of a cancel, and the worker goes on', async () => {
    const worker = createLayoutWorker(clock);
    const { port1, port2 } = new MessageChannel();
    let ticks = 0;
    const ticking = createLayoutWorker(() => ticks++ * 10); // every step is "10 ms": each one breathes
    let stepsAfterCancel = 0;
    let cancelled = false;
    port1.onmessage = event => {
      if (event.data.progress.phase !== 'Settling the map') return;
      if (cancelled) stepsAfterCancel++;
      cancelled = true;
      port1.postMessage({ kind: 'cancel' });
    };
    const running = ticking.layout(matrix, { seed: 1 }, () => {}, port2);
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    expect(stepsAfterCancel).toBeLessThanOrEqual(3); // reports already sent when the cancel was
    expect((await worker.layout(matrix, { seed: 1, epochs: 10 }, () => {})).positions.length).toBe(2 * n);
  });

  it('takes one, two, three galaxies and identical ones', async () => {
    const worker = createLayoutWorker(clock);
    for (const rows of [0, 1, 2, 3, 20]) {
      const alike = { rows, columns: 3, values: new Float32Array(3 * rows).fill(2) };
      const { positions: out } = await worker.layout(alike, { seed: 1, epochs: 20 }, () => {});
      expect(out.length).toBe(2 * rows);
      expect(out.every(Number.isFinite)).toBe(true);
    }
  });

  it('gives newcomers a place beside their neighbours', async () => {
    const worker = createLayoutWorker(clock);
    const positions = Float32Array.from({ length: 2 * n }, (_, i) => i);
    const added = { rows: 2, columns, values: matrix.values.slice(5 * columns, 7 * columns) };
    expect(Array.from(await worker.place(matrix, positions, added))).toEqual([10, 11, 12, 13]);
  });
});
