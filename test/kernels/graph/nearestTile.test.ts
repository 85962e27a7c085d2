import { describe, expect, it } from 'vitest';
import { assembleModule } from '../../../src/kernels/assembler/wasmAssembler.ts';
import {
  emptyLists,
  nearestTileCode,
  plainNearestTile,
  type TileState,
} from '../../../src/kernels/graph/nearestTile.ts';
import { createKernelMemory, type KernelMemory } from '../../../src/kernels/kernelMemory.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

function stateIn(memory: KernelMemory, [n, m, stride, k]: number[], seed: number): TileState {
  const random = createRandom(seed);
  const rows = (count: number) => {
    const values = memory.shorts((count + 4) * stride);
    const squares = memory.integers(count + 4);
    const side = 23_000 / Math.sqrt(stride);
    for (let i = 0; i < count * stride; i++) {
      values[i] = Math.round(side * (2 * random.uniform() - 1));
      if (i >= stride && random.uniform() < 0.3) values[i] = values[i - stride]; // rows that are alike
      squares[Math.floor(i / stride)] += values[i] ** 2;
    }
    return { values, squares };
  };
  const nearest = {
    k,
    scores: memory.integers((n + 4) * k),
    rows: memory.integers((n + 4) * k),
    worst: memory.integers(n + 4),
  };
  emptyLists(nearest);
  return { stride, queries: rows(n), candidates: rows(m), nearest };
}

describe('the tile of nearest rows', () => {
  it.each([
    [1, 1, 8, 1],
    [4, 9, 8, 3],
    [7, 40, 16, 5],
    [30, 61, 40, 15],
    [13, 5, 64, 9],
  ])(
    'in WebAssembly is the plain one number for number: %i queries, %i candidates, %i numbers, %i kept',
    (...sizes) => {
      const [n, m] = sizes;
      const memory = createKernelMemory(1 << 18);
      const ours = stateIn(memory, sizes, 3);
      const plain = stateIn(createKernelMemory(1 << 18), sizes, 3);
      const code = nearestTileCode(ours);
      const module = new WebAssembly.Module(assembleModule([code]));
      const { nearestTile } = new WebAssembly.Instance(module, { host: { memory: memory.memory } })
        .exports as unknown as { nearestTile(first: number, end: number, from: number, to: number): void };
      const run = (first: number, end: number, from: number, to: number) => {
        nearestTile(first, end, from, to);
        plainNearestTile(plain, first, end, from, to);
      };
      run(0, n, 0, Math.ceil(m / 2));
      run(Math.floor(n / 2), n, Math.ceil(m / 2), m); // ends within a group of four
      run(0, Math.floor(n / 2), Math.ceil(m / 2), m);
      expect(ours.nearest).toEqual(plain.nearest);
      expect(ours.nearest.rows.slice(0, Math.min(n, m)).every(row => row >= 0)).toBe(true);
    },
  );
});
