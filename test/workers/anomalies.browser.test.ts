import { describe, expect, it } from 'vitest';
import type { AnomaliesWorker } from '../../src/contracts/anomalies.ts';
import { openWorker } from '../../src/rpc/client.ts';
import { withJob } from '../../src/rpc/jobPort.ts';
import { createAnomaliesWorker } from '../../workers/anomalies/anomaliesWorker.ts';

const n = 3000;
const columns = 8;
const matrix = {
  rows: n,
  columns,
  values: Float32Array.from({ length: n * columns }, (_, i) => Math.sin(0.37 * i * i)),
};
const rows = Uint32Array.from({ length: n }, (_, i) => i);
const rated = Uint32Array.from({ length: 30 }, (_, i) => 97 * i);
const ratings = {
  rows: rated,
  scores: Float32Array.from(rated, row => Math.round(5 + 5 * matrix.values[row * columns]) / 2),
};

describe('the anomalies worker itself', () => {
  it('ranks as its functions do outside, and a later ranking overtakes an earlier one', async () => {
    const client = openWorker<AnomaliesWorker>(
      () => new Worker(new URL('../../workers/anomalies.worker.ts', import.meta.url), { type: 'module' }),
    );
    await client.api.setComponents(matrix, rows, 3);
    const phases = new Set<string>();
    const watch = { onProgress: ({ phase }: { phase: string }) => void phases.add(phase) };
    const first = withJob({}, port => client.api.rank({ ratings, seed: 5 }, port));
    const second = withJob(watch, port => client.api.rank({ ratings, seed: 1 }, port));
    await expect(first).rejects.toMatchObject({ name: 'AbortError' });
    const found = await second;
    expect(phases.size).toBeGreaterThan(0);
    const direct = createAnomaliesWorker(() => performance.now());
    await direct.setComponents(matrix, rows, 3);
    const expected = await direct.rank({ ratings, seed: 1 });
    expect(found).toEqual(expected);
    const unusual = await client.api.unusual({ method: 'isolationForest', seed: 1 });
    expect(unusual.order).toHaveLength(n);
    client.end();
  });
});
