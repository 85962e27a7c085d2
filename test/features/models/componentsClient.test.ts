import { describe, expect, it } from 'vitest';
import type { LayoutWorker } from '../../../src/contracts/layout.ts';
import type { Basis } from '../../../src/contracts/matrix.ts';
import { createComponentsClient } from '../../../src/features/models/componentsClient.ts';
import { sixteenBitRowsOf } from '../../../src/maths/neighbours/sixteenBitRows.ts';
import { workerClientOf } from '../../rpc/workerClientOf.ts';

const basisOf = (value: number): Basis => ({
  mean: Float32Array.of(value),
  axes: { rows: 1, columns: 1, values: Float32Array.of(1) },
});

/** Layout workers whose components have the basis 7, and that project onto the mean of their basis. */
function start() {
  const workers: ReturnType<typeof workerClientOf<LayoutWorker>>[] = [];
  const client = createComponentsClient(() => {
    let basis: Basis | null = null;
    let rows = 0;
    const worker = workerClientOf({
      async begin() {
        rows = 0;
        basis = null;
      },
      async add(these) {
        rows += these.length;
        basis = basisOf(7);
      },
      async components() {
        const matrix = sixteenBitRowsOf(new Float32Array(rows), 1);
        return {
          matrix,
          rows: new Uint32Array(rows),
          explainedVarianceRatio: Float64Array.of(1),
          basis: basisOf(7),
        };
      },
      async setBasis(mean, axes) {
        basis = { mean, axes };
      },
      async project() {
        if (!basis) throw new Error('need a basis; got none');
        return { rows: 1, columns: 1, values: basis.mean };
      },
    } as Partial<LayoutWorker> as LayoutWorker);
    workers.push(worker);
    return worker;
  });
  return { client, workers };
}

const lost = 'The worker that had the representations stopped: embed the galaxies again.';

describe('a layout worker that has representations', () => {
  it('says what to do where it is lost with representations nobody else has, until the next beginning', async () => {
    const { client, workers } = start();
    await client.begin(1, 1);
    await client.add(Uint32Array.of(0, 1), Float32Array.of(1, 2));
    workers[0].crash();
    await expect(client.add(Uint32Array.of(2), Float32Array.of(3))).rejects.toThrow(lost);
    await expect(client.components({})).rejects.toThrow(lost);
    await client.begin(1, 1);
    await client.add(Uint32Array.of(0), Float32Array.of(1));
    expect((await client.components({})).matrix.count).toBe(1);
  });

  it('goes on projecting with the basis of the last components', async () => {
    const { client, workers } = start();
    await client.begin(1, 1);
    await client.add(Uint32Array.of(0), Float32Array.of(1));
    await client.components({});
    workers[0].crash();
    expect([...(await client.project(Float32Array.of(1))).values]).toEqual([7]);
    expect(workers).toHaveLength(2);
  });

  it('goes on projecting with a basis it was given', async () => {
    const { client, workers } = start();
    await client.setBasis(basisOf(3));
    workers[0].crash();
    expect([...(await client.project(Float32Array.of(1))).values]).toEqual([3]);
  });
});
