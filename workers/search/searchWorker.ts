import { transfer } from 'comlink';
import type { Neighbours, SearchOptions, SearchWorker } from '../../src/contracts/search.ts';
import { quantileOf } from '../../src/maths/neighbours/pairDistances.ts';
import { type JobContext, serveJob } from '../../src/rpc/jobContext.ts';
import { type Clock, runSteps } from '../stepwise.ts';
import { searchOnHardware } from './hardwareSearch.ts';
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
import { createSearchTrial, type SearchTrial } from './searchTrial.ts';

/** What neighbours are looked for of. */
interface Query {
  /** (≥ components) */
  vector: Float32Array;
  /** Its index, where it is one of the galaxies: left out of the answer. */
  index?: number;
}

/**
 * The search worker as an object, for its thread and for tests: exact neighbours of what is kept in 16 bits.
 *
 * @param openGpu puts rows on a GPU that is tried beside the processor. Default: one in hardware
 */
export function createSearchWorker(clock: Clock, openGpu = searchOnHardware): SearchWorker {
  let current: SearchSpace | undefined;
  let trial: SearchTrial | undefined;

  /** Makes a space the one that is searched; the former's memory is free before the next is taken. */
  function replace(make: () => SearchSpace): void {
    trial?.end();
    current = undefined;
    current = make();
    trial = createSearchTrial(current.vectors, openGpu, clock);
  }

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
      replace(() => createSearchSpace(rows, columns));
    },

    async add(values) {
      if (!current) throw new Error('need begin before components');
      fill(current, values);
      return transfer(values, [values.buffer]);
    },

    async adopt(rows, columns, memory) {
      replace(() => sharedSearchSpace(rows, columns, memory));
    },

    nearestToRow: (row, options, port) =>
      serveJob(port, async job => {
        const space = presentSpace();
        const index = indexOfRow(space, row);
        return nearestTo({ space, trial, clock }, { vector: vectorAt(space, index), index }, options, job);
      }),

    nearestToVector: (vector, options, port) =>
      serveJob(port, async job =>
        nearestTo({ space: presentSpace(), trial, clock }, { vector }, options, job),
      ),

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

/** What is searched, and who may answer. */
interface Searched {
  space: SearchSpace;
  trial: SearchTrial | undefined;
  clock: Clock;
}

async function nearestTo(
  { space, trial, clock }: Searched,
  { vector, index }: Query,
  options: SearchOptions,
  job: JobContext,
): Promise<Neighbours> {
  const { metric, components: length, k } = options;
  await job.breathe(); // a cancel that came while this call waited ends it before any work
  const mask = maskByIndex(space, options.mask);
  const question = { vector, metric, length, k, without: index, mask };
  const startMs = clock();
  const quicker = await trial?.answer(question);
  const found =
    quicker ?? (await runSteps(space.search.nearestSteps(question), job, clock, progressOf(space, job)));
  if (!quicker) void trial?.timed(question, found, clock() - startMs);
  const pairs = randomPairs(space, options);
  return {
    rows: Uint32Array.from(found.indices, i => space.rows[i]),
    distances: found.distances,
    nearestQuantile: found.distances.length > 0 ? quantileOf(found.distances[0], pairs) : Number.NaN,
    typicalDistance: pairs[Math.floor(pairs.length / 2)] ?? Number.NaN,
  };
}
