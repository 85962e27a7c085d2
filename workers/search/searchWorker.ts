import { transfer } from 'comlink';
import type { Matrix } from '../../src/contracts/matrix.ts';
import type { Neighbours, SearchOptions, SearchWorker } from '../../src/contracts/search.ts';
import { distancesToSteps } from '../../src/maths/neighbours/distancesTo.ts';
import { Nearest } from '../../src/maths/neighbours/nearest.ts';
import { pairDistances, quantileOf } from '../../src/maths/neighbours/pairDistances.ts';
import { type JobContext, serveJob } from '../../src/rpc/jobContext.ts';
import { type Clock, runSteps } from '../stepwise.ts';

/** What is searched in. */
interface Held {
  matrix: Matrix;
  /** (matrix.rows) catalogue rows, ascending */
  rows: Uint32Array;
  /** Distances of random pairs, sorted, by metric and number of components; drawn when first needed. */
  pairs: Map<string, Float64Array>;
}

const pairCount = 2000; // a quantile of 0.25 is then known to 0.01
const pairSeed = 1; // any, but always the same: the sentence about a query must not change from click to click

/** The search worker without its worker: exact neighbours, by definition, in double precision. */
export function createSearchWorker(clock: Clock): SearchWorker {
  let current: Held | undefined;

  function held(): Held {
    if (!current) throw new Error('need setComponents before a search');
    return current;
  }

  return {
    async setComponents(matrix, rows) {
      if (rows.length !== matrix.rows || matrix.values.length !== matrix.rows * matrix.columns) {
        throw new RangeError(
          `need ${matrix.rows} rows of ${matrix.columns} components; got ${rows.length} rows, ${matrix.values.length} numbers`,
        );
      }
      current = { matrix, rows, pairs: new Map() };
    },

    nearestToRow: (row, options, port) =>
      serveJob(port, async job => {
        const space = held();
        const own = indexOf(space, row);
        return nearestTo(space, vectorAt(space, own), options, job, clock, own);
      }),

    nearestToVector: (vector, options, port) =>
      serveJob(port, async job => nearestTo(held(), vector, options, job, clock)),

    distancesToRow: (row, options, port) =>
      serveJob(port, async job => {
        const space = held();
        const distances = await allDistances(
          space,
          vectorAt(space, indexOf(space, row)),
          options,
          job,
          clock,
        );
        const narrow = Float32Array.from(distances);
        return transfer(narrow, [narrow.buffer]);
      }),
  };
}

/** Where a catalogue row stands in the matrix, by bisection. */
function indexOf({ rows }: Held, row: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle] < row) low = middle + 1;
    else high = middle;
  }
  if (rows[low] !== row)
    throw new RangeError(`need a galaxy that has a representation; got row ${row}, which has none yet`);
  return low;
}

function vectorAt({ matrix }: Held, index: number): Float32Array {
  return matrix.values.subarray(index * matrix.columns, (index + 1) * matrix.columns);
}

async function allDistances(
  space: Held,
  query: Float32Array,
  options: SearchOptions,
  job: JobContext,
  clock: Clock,
): Promise<Float64Array> {
  const { values, columns, rows: total } = space.matrix;
  await job.breathe(); // a cancel that came while this call waited ends it before any work
  const steps = distancesToSteps(values, columns, options.components, query, options.metric);
  return runSteps(steps, job, clock, done => {
    job.report({ phase: 'Comparing galaxies', done, total, unit: 'galaxies' });
  });
}

/** @param own index of the query in the matrix, if it is one of its rows: left out */
async function nearestTo(
  space: Held,
  query: Float32Array,
  options: SearchOptions,
  job: JobContext,
  clock: Clock,
  own?: number,
): Promise<Neighbours> {
  const distances = await allDistances(space, query, options, job, clock);
  const nearest = new Nearest(Math.min(options.k, distances.length));
  distances.forEach((d, i) => {
    if (i !== own) nearest.offer(i, d);
  });
  const found = nearest.take();
  const pairs = pairsOf(space, options);
  return {
    rows: Uint32Array.from(found.indices, i => space.rows[i]),
    distances: found.distances,
    nearestQuantile: found.distances.length > 0 ? quantileOf(found.distances[0], pairs) : Number.NaN,
  };
}

function pairsOf({ matrix, pairs }: Held, { metric, components }: SearchOptions): Float64Array {
  const key = `${metric} ${components}`;
  const drawn =
    pairs.get(key) ?? pairDistances(matrix.values, matrix.columns, components, metric, pairCount, pairSeed);
  pairs.set(key, drawn);
  return drawn;
}
