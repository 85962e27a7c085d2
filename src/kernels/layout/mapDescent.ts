import { type EdgeSchedule, edgeSchedule } from '../../maths/layout/edgeSchedule.ts';
import type { FuzzyGraph } from '../../maths/layout/fuzzyGraph.ts';
import type { UmapOptions } from '../../maths/layout/umapOptimiser.ts';
import { assembleModule } from '../assembler/wasmAssembler.ts';
import { createKernelMemory, placedBytes } from '../kernelMemory.ts';
import { type DescentState, descentCode } from './descent.ts';
import { forceTable } from './forceTable.ts';

/** The exported function; see {@link descentCode}. */
interface DescentKernel {
  descend(from: number, to: number, epoch: number, rate: number): void;
}

const edgesPerStep = 100_000; // edges looked at between two yields: some 5 ms

/**
 * Moves points in the plane as `umapSteps` of maths/layout does, in WebAssembly: five times as quick, in floats, with other
 * random numbers, so that a map differs in its details and not in how true it is.
 *
 * @param start (n, 2) row-major
 * @param options.movesTails false where the tails of the edges stay where they are; default true
 * @returns the positions, (n, 2) row-major, moved in place by the steps; each yields the epochs done, with fractions, every
 * few milliseconds
 * @throws RangeError where the memory cannot be had
 */
export function mapDescent(
  graph: FuzzyGraph,
  start: Float64Array,
  options: UmapOptions & { movesTails?: boolean },
): { positions: Float32Array; steps: Generator<number, void> } {
  const schedule = edgeSchedule(graph, options.epochs);
  const { memory, state } = placeState(schedule, start, options);
  const module = new WebAssembly.Module(assembleModule([descentCode(state)]));
  const kernel = new WebAssembly.Instance(module, { host: { memory } }).exports as unknown as DescentKernel;
  return { positions: state.positions, steps: descend(kernel, schedule.heads.length, options) };
}

function* descend(
  kernel: DescentKernel,
  edges: number,
  { epochs, rate: firstRate = 1 }: UmapOptions,
): Generator<number, void> {
  let rate = firstRate;
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let from = 0; from < edges; from += edgesPerStep) {
      const to = Math.min(from + edgesPerStep, edges);
      kernel.descend(from, to, epoch, rate);
      yield epoch + to / edges;
    }
    rate = firstRate * (1 - epoch / epochs);
  }
}

/** The state in a memory of its own, one array after the other. */
function placeState(
  schedule: EdgeSchedule,
  start: Float64Array,
  { curve, random, movesTails = true }: UmapOptions & { movesTails?: boolean },
): { memory: WebAssembly.Memory; state: DescentState } {
  const forces = forceTable(curve);
  const { heads, tails, period, nextPull, nextPush } = schedule;
  const all = [start, heads, tails, period, nextPull, nextPush, forces.pull, forces.push, [0]];
  const bytes = all.reduce((sum, { length }) => sum + placedBytes(length, 4), 0);
  const { memory, floats, integers } = createKernelMemory(bytes);
  const copyFloats = (values: ArrayLike<number>) => {
    const array = floats(values.length);
    array.set(values);
    return array;
  };
  const copyIntegers = (values: Int32Array) => {
    const array = integers(values.length);
    array.set(values);
    return array;
  };
  const state: DescentState = {
    positions: copyFloats(start),
    heads: copyIntegers(heads),
    tails: copyIntegers(tails),
    period: copyFloats(period),
    nextPull: copyFloats(nextPull),
    nextPush: copyFloats(nextPush),
    forces: { ...forces, pull: copyFloats(forces.pull), push: copyFloats(forces.push) },
    random: integers(1),
    movesTails,
  };
  state.random[0] = 1 + random.integer(2 ** 32 - 1); // xorshift stays at 0 for ever
  return { memory, state };
}
