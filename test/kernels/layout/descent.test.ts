import { describe, expect, it } from 'vitest';
import { assembleModule } from '../../../src/kernels/assembler/wasmAssembler.ts';
import { type DescentState, descentCode, plainDescend } from '../../../src/kernels/layout/descent.ts';
import { forceTable, plainForce } from '../../../src/kernels/layout/forceTable.ts';
import { mapDescent } from '../../../src/kernels/layout/mapDescent.ts';
import { fuzzyGraph } from '../../../src/maths/layout/fuzzyGraph.ts';
import { startFromComponents } from '../../../src/maths/layout/mapStart.ts';
import { trustworthiness } from '../../../src/maths/layout/trustworthiness.ts';
import { umapCurve } from '../../../src/maths/layout/umapCurve.ts';
import { umapSteps } from '../../../src/maths/layout/umapOptimiser.ts';
import { knnGraph } from '../../../src/maths/neighbours/knn.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

const curve = umapCurve(0.1);
const { a, b } = curve;

describe('the table of forces', () => {
  const table = forceTable(curve);
  const squares = Array.from({ length: 400 }, (_, i) => 10 ** (-6 + (11 * i) / 400));

  it('is the formula to a ten-thousandth', () => {
    for (const s of squares) {
      const pull = (-2 * a * b * s ** (b - 1)) / (1 + a * s ** b);
      const push = (2 * b) / ((0.001 + s) * (1 + a * s ** b));
      expect(Math.abs(plainForce(table, table.pull, s) / pull - 1)).toBeLessThan(2e-4);
      expect(Math.abs(plainForce(table, table.push, s) / push - 1)).toBeLessThan(2e-4);
    }
  });

  it('keeps its end values beyond its ends', () => {
    expect(plainForce(table, table.push, 0)).toBe(table.push[0]);
    expect(plainForce(table, table.push, 1e-9)).toBe(table.push[0]);
    expect(plainForce(table, table.pull, 1e9)).toBe(table.pull[table.steps]);
    expect(plainForce(table, table.pull, Number.POSITIVE_INFINITY)).toBe(table.pull[table.steps]);
  });
});

/** A state of n points and random edges: some points on one spot, some far away, periods of 1 to 30 epochs. */
function randomState(buffer: ArrayBuffer, n: number, edges: number, seed: number): DescentState {
  const random = createRandom(seed);
  let free = 0;
  const floats = (length: number, value: (i: number) => number) => {
    const array = new Float32Array(buffer, free, length).map((_, i) => value(i));
    new Float32Array(buffer, free, length).set(array);
    free += 4 * length;
    return new Float32Array(buffer, free - 4 * length, length);
  };
  const ends = () => {
    const array = new Int32Array(buffer, free, edges);
    free += 4 * edges;
    for (let e = 0; e < edges; e++) array[e] = random.integer(n);
    return array;
  };
  const table = forceTable(curve);
  const positions = floats(2 * n, i => (i < 8 ? 1 : i < 12 ? 1e4 * random.normal() : 3 * random.normal()));
  const heads = ends();
  const tails = ends();
  const period = floats(edges, () => 1 + 30 * random.uniform() ** 3);
  const nextPull = floats(edges, e => period[e]);
  const nextPush = floats(edges, e => period[e] / 5);
  const forces = {
    ...table,
    pull: floats(table.pull.length, i => table.pull[i]),
    push: floats(table.push.length, i => table.push[i]),
  };
  const state = new Int32Array(buffer, free, 1);
  state[0] = 1 + random.integer(2 ** 32 - 1);
  return {
    positions,
    heads,
    tails,
    period,
    nextPull,
    nextPush,
    forces,
    random: state,
    movesTails: seed !== 3,
  };
}

describe('the descent', () => {
  it.each([1, 2, 3])('in WebAssembly is the plain one bit for bit, seed %i', seed => {
    const [n, edges] = [
      [70, 900],
      [2, 5],
      [500, 4000],
    ][seed - 1];
    const memory = new WebAssembly.Memory({ initial: 4 });
    const ours = randomState(memory.buffer, n, edges, seed);
    const plain = randomState(new ArrayBuffer(4 * 65536), n, edges, seed);
    const module = new WebAssembly.Module(assembleModule([descentCode(ours)]));
    const { descend } = new WebAssembly.Instance(module, { host: { memory } }).exports as unknown as {
      descend(from: number, to: number, epoch: number, rate: number): void;
    };
    for (let epoch = 0; epoch < 60; epoch++) {
      const rate = Math.fround(1 - epoch / 60);
      descend(0, Math.floor(edges / 3), epoch, rate);
      descend(Math.floor(edges / 3), edges, epoch, rate);
      plainDescend(plain, 0, edges, epoch, rate);
    }
    expect(ours.positions).toEqual(plain.positions);
    expect(ours.nextPull).toEqual(plain.nextPull);
    expect(ours.nextPush).toEqual(plain.nextPush);
    expect(ours.random).toEqual(plain.random);
    expect(ours.positions.every(Number.isFinite)).toBe(true);
  });

  it.each([0.01, 0.3, 2, 20])(
    'pulls the ends of an edge %f apart by the gradient of the definition',
    apart => {
      const state: DescentState = {
        positions: Float32Array.of(0, 0, apart, apart / 2),
        heads: Int32Array.of(0),
        tails: Int32Array.of(1),
        period: Float32Array.of(1),
        nextPull: Float32Array.of(0),
        nextPush: Float32Array.of(1e6), // no negatives
        forces: forceTable(curve),
        random: Int32Array.of(1),
        movesTails: true,
      };
      plainDescend(state, 0, 1, 0, 0.5);
      // d/dx of −log(1 / (1 + a s^b)) by central differences, clipped to ± 4, half of it for a rate of 0.5.
      const loss = (x: number, y: number) => Math.log(1 + a * (x * x + y * y) ** b);
      const h = 1e-5 * apart;
      const gradient = [
        (loss(apart + h, apart / 2) - loss(apart - h, apart / 2)) / (2 * h),
        (loss(apart, apart / 2 + h) - loss(apart, apart / 2 - h)) / (2 * h),
      ].map(g => Math.min(4, g) / 2);
      const [x, y, tailX, tailY] = state.positions;
      [x / gradient[0], y / gradient[1]].forEach(ratio => {
        expect(ratio).toBeCloseTo(1, 3);
      });
      expect(apart - tailX).toBeCloseTo(x, 5);
      expect(apart / 2 - tailY).toBeCloseTo(y, 5);
    },
  );

  it('makes as faithful a map as the optimiser in doubles does, the same for a seed', () => {
    const [n, columns] = [600, 8];
    const random = createRandom(5);
    const centres = Float32Array.from({ length: 6 * columns }, () => 3 * random.normal());
    const values = Float32Array.from({ length: n * columns }, (_, i) => {
      const cluster = Math.floor(i / columns) % 6;
      return centres[cluster * columns + (i % columns)] + random.normal() / (1 + (i % columns));
    });
    const graph = fuzzyGraph(knnGraph(values, columns, columns, 14, 'euclidean'));
    const start = startFromComponents(values, columns, createRandom(1));
    const options = (seed: number) => ({ curve, epochs: 200, random: createRandom(seed) });
    const run = (seed: number) => {
      const { positions, steps } = mapDescent(graph, start, options(seed));
      for (const _ of steps);
      return positions.slice();
    };
    const reference = start.slice();
    for (const _ of umapSteps(graph, reference, options(1)));
    const trueness = (positions: Float32Array) => trustworthiness(values, columns, positions, 15);
    expect(trueness(run(1))).toBeGreaterThan(trueness(Float32Array.from(reference)) - 0.01);
    const second = run(2);
    expect(run(2)).toEqual(second);
    expect(run(3)).not.toEqual(second);
  });

  it('leaves one cloud in one piece', () => {
    const [n, columns, k] = [4000, 8, 14];
    const random = createRandom(11);
    const values = new Float32Array(n * columns);
    for (let i = 0; i < n; i++) {
      const [u, v] = [3 * random.normal(), 2 * random.normal()];
      const bent = [u, v, Math.sin(u), Math.cos(v), Math.sin(u + v)];
      for (let c = 0; c < columns; c++) values[i * columns + c] = (bent[c] ?? 0) + 0.5 * random.normal();
    }
    const graph = fuzzyGraph(knnGraph(values, columns, columns, k, 'euclidean'));
    const start = startFromComponents(values, columns, random);
    const { positions, steps } = mapDescent(graph, start, { curve, epochs: 300, random });
    for (const _ of steps);
    expect(largestPiece(positions)).toBeGreaterThan(0.98);
  });
});

/** The share of points in the largest piece of a map: of the squares that touch one another, a thirtieth of the map wide. */
function largestPiece(positions: Float32Array): number {
  const side = (2 * positions.reduce((most, x) => Math.max(most, Math.abs(x)), 0)) / 30;
  const counts = new Map<string, number>();
  for (let i = 0; i < positions.length; i += 2) {
    const square = `${Math.floor(positions[i] / side)},${Math.floor(positions[i + 1] / side)}`;
    counts.set(square, (counts.get(square) ?? 0) + 1);
  }
  let largest = 0;
  while (counts.size > 0) {
    let points = 0;
    const waiting = [counts.keys().next().value!];
    for (let square = waiting.pop(); square !== undefined; square = waiting.pop()) {
      points += counts.get(square) ?? 0;
      if (!counts.delete(square)) continue;
      const [x, y] = square.split(',').map(Number);
      for (const dx of [-1, 0, 1]) for (const dy of [-1, 0, 1]) waiting.push(`${x + dx},${y + dy}`);
    }
    largest = Math.max(largest, points);
  }
  return largest / (positions.length / 2);
}
