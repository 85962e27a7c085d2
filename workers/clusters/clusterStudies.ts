import { transfer } from 'comlink';
import type { ClusterStudiesWorker } from '../../src/contracts/clustering/clusterStudies.ts';
import { explainClusters } from '../../src/maths/clustering/explainedBy.ts';
import { frechetFromReal } from '../../src/maths/clustering/frechet.ts';
import { linearErrorSteps } from '../../src/maths/clustering/linearError.ts';
import { stickBreakingWeights } from '../../src/maths/clustering/stickBreaking.ts';
import { createRandom } from '../../src/maths/statistics/random.ts';
import { serveJob } from '../../src/rpc/jobContext.ts';
import { type Clock, runSteps } from '../stepwise.ts';
import { clusterPictures, coveredPictures } from './clusterPictures.ts';
import { measuresOf } from './galaxyMeasuring.ts';
import { groupRows } from './groupRows.ts';
import { inColours } from './inColours.ts';

const parts = 24; // random parts of the galaxies, each with a mixture of its own
const partGalaxies = 400;
const mostComponents = 30;
const leastWeight = 0.01; // below it a component is none

/** @param clock milliseconds, rising */
export function createClusterStudies(clock: Clock): ClusterStudiesWorker {
  let explaining = 0;
  /** Pings are answered meanwhile: on a busy machine a batch takes long. */
  const inPieces = <T>(steps: Generator<void, T>) => serveJob(undefined, job => runSteps(steps, job, clock));
  return {
    async clusterPictures(batch, recipe) {
      const made = await inPieces(clusterPictures(batch, recipe));
      return transfer(made, [made.pictures.buffer, made.nuisances.buffer]);
    },
    coveredPictures: (batch, recipe) => inPieces(coveredPictures(batch, recipe)),
    async measureGalaxies(batch) {
      const made = await inPieces(measuresOf(batch));
      return transfer(made, [made.buffer]);
    },
    explain(clusters, columns, seed, port) {
      const mine = ++explaining;
      return serveJob(port, async job => {
        const steps = explainClusters(clusters, columns, createRandom(seed));
        return runSteps(steps, job, clock, ({ done, total }) => {
          if (mine !== explaining) throw new DOMException('Another comparison took its place.', 'AbortError');
          job.report({ phase: 'Comparing with columns', done, total, unit: 'columns' });
        });
      });
    },
    groupRows: (values, columns, how, port) =>
      serveJob(port, async job => groupRows(values, columns, how, steps => runSteps(steps, job, clock))),
    linearError: (galaxies, { pixels, latents, learnt }, port) =>
      serveJob(port, async job => {
        const pictures = Float32Array.from(galaxies.pictures, value => value / 255);
        const inputs = galaxies.inputs ?? pictures;
        const wide = (inputs.length * pixels) / pictures.length;
        const part = (from: number, to?: number) => {
          const seen = pictures.subarray(from * pixels, to && to * pixels);
          return {
            pictures: seen,
            inputs: inputs === pictures ? seen : inputs.subarray(from * wide, to && to * wide),
          };
        };
        const sizes = { inputs: wide, pixels, latents };
        return runSteps(linearErrorSteps(part(0, learnt), part(learnt), sizes), job, clock);
      }),
    async inColours(pictures, of, outPx) {
      const made = await inPieces(inColours(pictures, of, outPx));
      return transfer(made, [made.buffer]);
    },
    frechetFromReal: async (real, drawn, columns) => frechetFromReal(real, drawn, columns),
    componentNumbers: (points, dimensions, seed, port) =>
      serveJob(port, async job => {
        const random = createRandom(seed);
        const n = points.length / dimensions;
        const found: number[] = [];
        for (let part = 0; part < parts; part++) {
          const some = random
            .shuffle(Uint32Array.from({ length: n }, (_, row) => row))
            .subarray(0, partGalaxies);
          const values = new Float32Array(some.length * dimensions);
          for (const [i, row] of some.entries())
            values.set(points.subarray(row * dimensions, (row + 1) * dimensions), i * dimensions);
          const components = Math.min(mostComponents, Math.floor(some.length / 4));
          const weights = stickBreakingWeights(values, dimensions, { components, random });
          found.push(weights.filter(weight => weight > leastWeight).length);
          job.report({ phase: 'Fitting mixtures', done: part + 1, total: parts, unit: 'parts' });
          await job.breathe();
        }
        return found;
      }),
  };
}
