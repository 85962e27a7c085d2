import { proxy } from 'comlink';
import { describe, expect, it } from 'vitest';
import type { LayoutWorker } from '../../src/contracts/layout.ts';
import type { SearchOptions, SearchWorker } from '../../src/contracts/search.ts';
import { exactGraphSteps } from '../../src/kernels/graph/exactGraph.ts';
import { mapDescent } from '../../src/kernels/layout/mapDescent.ts';
import { fuzzyGraph } from '../../src/maths/layout/fuzzyGraph.ts';
import { startFromComponents } from '../../src/maths/layout/mapStart.ts';
import { umapCurve } from '../../src/maths/layout/umapCurve.ts';
import { createRandom } from '../../src/maths/statistics/random.ts';
import { openWorker } from '../../src/rpc/client.ts';
import { withJob } from '../../src/rpc/jobPort.ts';

const options: SearchOptions = { metric: 'euclidean', components: 2, k: 3 };

function alone<Result>(steps: Generator<unknown, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

describe('the search worker itself', () => {
  it('answers, and a cancelled search makes room for the next', async () => {
    const client = openWorker<SearchWorker>(
      () => new Worker(new URL('../../workers/search.worker.ts', import.meta.url), { type: 'module' }),
    );
    const n = 1_000_000; // some ms of work, begun after a breath: a cancel arrives before its end
    const values = Float32Array.from({ length: 2 * n }, (_, i) => i);
    await client.api.begin(
      Uint32Array.from({ length: n }, (_, i) => i),
      2,
    );
    await client.api.add(values);
    const stop = new AbortController();
    const reports: number[] = [];
    const first = withJob(
      {
        signal: stop.signal,
        onProgress: progress => {
          reports.push(progress.done);
        },
      },
      port => client.api.nearestToRow(5, options, port),
    );
    stop.abort();
    await expect(first).rejects.toMatchObject({ name: 'AbortError' });
    expect(reports).not.toContain(n);
    const next = await withJob({}, port => client.api.nearestToRow(9, options, port));
    expect(Array.from(next.rows)).toEqual([8, 10, 7]);
    expect(next.distances[0]).toBeCloseTo(Math.sqrt(8), 3); // of what is kept in 16 bits
    client.end();
  });
});

describe('the layout worker itself', () => {
  it('draws with the help of other threads the map that it draws alone', async () => {
    expect(crossOriginIsolated).toBe(true);
    const matrix = {
      rows: 10_000, // as many as are compared by several threads
      columns: 4,
      values: Float32Array.from({ length: 40_000 }, (_, i) => Math.sin(i * i)),
    };
    const options = { seed: 1, epochs: 2, neighbours: 5 };
    const client = openWorker<LayoutWorker>(
      () => new Worker(new URL('../../workers/layout.worker.ts', import.meta.url), { type: 'module' }),
    );
    const sight = proxy(() => {});
    const together = await withJob({}, port => client.api.layout(matrix, options, sight, port));
    client.end();
    const graph = alone(exactGraphSteps(matrix, 4));
    const random = createRandom(options.seed);
    const start = startFromComponents(matrix.values, matrix.columns, random);
    const curve = umapCurve(0.1);
    const { positions, steps } = mapDescent(fuzzyGraph(graph), start, { curve, epochs: 2, random });
    alone(steps);
    expect(together.positions).toEqual(Float32Array.from(positions));
  });

  it('shows positions while they settle and stops when asked', async () => {
    const client = openWorker<LayoutWorker>(
      () => new Worker(new URL('../../workers/layout.worker.ts', import.meta.url), { type: 'module' }),
    );
    const matrix = {
      rows: 600,
      columns: 3,
      values: Float32Array.from({ length: 1800 }, (_, i) => Math.sin(i * i)),
    };
    const stop = new AbortController();
    const shown: number[] = [];
    const running = withJob({ signal: stop.signal }, port =>
      client.api.layout(
        matrix,
        { seed: 1, epochs: 1_000_000 }, // hours, were it not stopped
        proxy(positions => {
          shown.push(positions.length);
          if (shown.length === 2) stop.abort();
        }),
        port,
      ),
    );
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    expect(shown.slice(0, 2)).toEqual([1200, 1200]);
    const settled = await withJob({}, port =>
      client.api.layout(
        matrix,
        { seed: 1, epochs: 20 },
        proxy(() => {}),
        port,
      ),
    );
    expect(settled.positions.length).toBe(1200);
    client.end();
  });
});
