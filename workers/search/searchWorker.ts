import { transfer } from 'comlink';
import type { Neighbours, SearchOptions, SearchWorker } from '../../src/contracts/search.ts';
import { distancesToSteps } from '../../src/maths/neighbours/distancesTo.ts';
import { Nearest } from '../../src/maths/neighbours/nearest.ts';
import { quantileOf } from '../../src/maths/neighbours/pairDistances.ts';
import { type JobContext, serveJob } from '../../src/rpc/jobContext.ts';
import { type Clock, runSteps } from '../stepwise.ts';
import { createSearchSpace, indexOfRow, randomPairs, type SearchSpace, vectorAt } from './searchSpace.ts';

/** What neighbours are looked for of. */
interface Query {
  /** (≥ components) */
  vector: Float32Array;
  /** Its matrix row, where it is one of the galaxies: left out of the answer. */
  index?: number;
}

/** The search worker as an object, for its thread and for tests: exact neighbours by definition, in double precision. */
export function createSearchWorker(clock: Clock): SearchWorker {
  let current: SearchSpace | undefined;

  /** @throws Error before there are components */
  function presentSpace(): SearchSpace {
    if (!current) throw new Error('need setComponents before a search');
    return current;
  }

  return {
    async setComponents(matrix, rows) {
      current = createSearchSpace(matrix, rows);
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
        const distances = Float32Array.from(await allDistances(space, vector, options, job, clock));
        return transfer(distances, [distances.buffer]);
      }),
  };
}

/** (n) distance of every galaxy to the vector */
async function allDistances(
  { matrix }: SearchSpace,
  vector: Float32Array,
  { components, metric }: SearchOptions,
  job: JobContext,
  clock: Clock,
): Promise<Float64Array> {
  const { values, columns, rows: total } = matrix;
  await job.breathe(); // a cancel that came while this call waited ends it before any work
  const steps = distancesToSteps(values, columns, components, vector, metric);
  return runSteps(steps, job, clock, done => {
    job.report({ phase: 'Comparing galaxies', done, total, unit: 'galaxies' });
  });
}

async function nearestTo(
  space: SearchSpace,
  { vector, index }: Query,
  options: SearchOptions,
  job: JobContext,
  clock: Clock,
): Promise<Neighbours> {
  const distances = await allDistances(space, vector, options, job, clock);
  const nearest = new Nearest(Math.min(options.k, distances.length));
  distances.forEach((distance, i) => {
    if (i !== index) nearest.offer(i, distance);
  });
  const found = nearest.take();
  const pairs = randomPairs(space, options);
  return {
    rows: Uint32Array.from(found.indices, i => space.rows[i]),
    distances: found.distances,
    nearestQuantile: found.distances.length > 0 ? quantileOf(found.distances[0], pairs) : Number.NaN,
  };
}
