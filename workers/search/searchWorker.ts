import { transfer } from 'comlink';
import type { Neighbours, SearchOptions, SearchWorker } from '../../src/contracts/search.ts';
import { quantileOf } from '../../src/maths/neighbours/pairDistances.ts';
import { type JobContext, serveJob } from '../../src/rpc/jobContext.ts';
import { type Clock, runSteps } from '../stepwise.ts';
import {
  createSearchSpace,
  fill,
  indexOfRow,
  maskByIndex,
  randomPairs,
  type SearchSpace,
  sharedSearchSpace,
  vectorAt,
} from './searchSpace.ts';

/** What neighbours are looked for of. */
interface Query {
  /** (≥ components) */
  vector: Float32Array;
  /** Its index, where it is one of the galaxies: left out of the answer. */
  index?: number;
}

/** The search worker as an object, for its thread and for tests: exact neighbours of what is kept in 16 bits. */
export function createSearchWorker(clock: Clock): SearchWorker {
  let current: SearchSpace | undefined;

  /** @throws Error before there are components */
  function presentSpace(): SearchSpace {
    if (!current) throw new Error('need begin before a search');
    const { filled, rows } = current;
    if (filled < rows.length) {
      throw new Error(`need the components of ${rows.length} galaxies before a search; got ${filled}`);
    }
    return current;
  }

  return {
    async begin(rows, columns) {
      current = undefined; // its memory is free before the next is taken
      current = createSearchSpace(rows, columns);
    },

    async add(values) {
      if (!current) throw new Error('need begin before components');
      fill(current, values);
      return transfer(values, [values.buffer]);
    },

    async adopt(rows, columns, memory) {
      current = undefined;
      current = sharedSearchSpace(rows, columns, memory);
    },

    nearestToRow: (row, options, port) =>
      serveJob(port, async job => {
        const space = presentSpace();
        const index = indexOfRow(space, row);
        return nearestTo(space, { vector: vectorAt(space, index), index }, options, job, clock);
      }),

    nearestToVector: (vector, options, port) =>
      serveJob(port, async job => nearestTo(presentSpace(), { vector }, options, job, clock)),

    distancesToRow: (row, options, port) =>
      serveJob(port, async job => {
        const space = presentSpace();
        const vector = vectorAt(space, indexOfRow(space, row));
        const { metric, components: length } = options;
        await job.breathe();
        const steps = space.search.distancesSteps({ vector, metric, length });
        const distances = await runSteps(steps, job, clock, progressOf(space, job));
        return transfer(distances, [distances.buffer]);
      }),
  };
}

/** Reports how many galaxies have been compared. */
function progressOf({ rows }: SearchSpace, job: JobContext): (done: number) => void {
  return done => job.report({ phase: 'Comparing galaxies', done, total: rows.length, unit: 'galaxies' });
}

async function nearestTo(
  space: SearchSpace,
  { vector, index }: Query,
  options: SearchOptions,
  job: JobContext,
  clock: Clock,
): Promise<Neighbours> {
  const { metric, components: length, k } = options;
  await job.breathe(); // a cancel that came while this call waited ends it before any work
  const mask = maskByIndex(space, options.mask);
  const steps = space.search.nearestSteps({ vector, metric, length, k, without: index, mask });
  const found = await runSteps(steps, job, clock, progressOf(space, job));
  const pairs = randomPairs(space, options);
  return {
    rows: Uint32Array.from(found.indices, i => space.rows[i]),
    distances: found.distances,
    nearestQuantile: found.distances.length > 0 ? quantileOf(found.distances[0], pairs) : Number.NaN,
    typicalDistance: pairs[Math.floor(pairs.length / 2)] ?? Number.NaN,
  };
}
