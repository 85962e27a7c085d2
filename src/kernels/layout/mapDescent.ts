import { type EdgeSchedule, edgeSchedule } from '../../maths/layout/edgeSchedule.ts';
import type { FuzzyGraph } from '../../maths/layout/fuzzyGraph.ts';
import type { UmapOptions } from '../../maths/layout/umapOptimiser.ts';
import { assembleModule } from '../wasmAssembler.ts';
import { type DescentState, descentCode } from './descent.ts';
import { forceTable } from './forceTable.ts';

/** The exported function; see {@link descentCode}. */
interface DescentKernel {
  descend(from: number, to: number, epoch: number, rate: number): void;
}

const pageBytes = 65536; // WebAssembly's unit of memory
const edgesPerStep = 100_000; // edges looked at between two yields: some 5 ms

/**
 * Moves points in the plane as `umapSteps` of maths/layout does, in WebAssembly: five times as quick, in floats, with other
 * random numbers, so that a map differs in its details and not in how true it is.
 *
 * @param start (n, 2) row-major
 * @returns the positions, (n, 2) row-major, moved in place by the steps; each yields the epochs done, with fractions, every
 * few milliseconds
 * @throws RangeError where the memory cannot be had
 */
export function mapDescent(
  graph: FuzzyGraph,
  start: Float64Array,
  options: UmapOptions,
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
  { curve, random }: UmapOptions,
): { memory: WebAssembly.Memory; state: DescentState } {
  const forces = forceTable(curve);
  const edges = schedule.heads.length;
  const words = start.length + 5 * edges + 2 * forces.pull.length + 1;
  const memory = new WebAssembly.Memory({ initial: Math.ceil((4 * words) / pageBytes) });
  let free = 0;
  const placed = (length: number): [ArrayBuffer, number, number] => {
    const at = free;
    free += 4 * length;
    return [memory.buffer, at, length];
  };
  const floats = (values: ArrayLike<number>) => {
    const array = new Float32Array(...placed(values.length));
    array.set(values);
    return array;
  };
  const integers = (values: Int32Array) => {
    const array = new Int32Array(...placed(values.length));
    array.set(values);
    return array;
  };
  const state: DescentState = {
    positions: floats(start),
    heads: integers(schedule.heads),
    tails: integers(schedule.tails),
    period: floats(schedule.period),
    nextPull: floats(schedule.nextPull),
    nextPush: floats(schedule.nextPush),
    forces: { ...forces, pull: floats(forces.pull), push: floats(forces.push) },
    random: new Uint32Array(...placed(1)),
  };
  state.random[0] = 1 + random.integer(2 ** 32 - 1); // xorshift stays at 0 for ever
  return { memory, state };
}
