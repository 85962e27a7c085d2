import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClusterGalaxies, clusterGalaxies } from '../../bake/clusters/clusterGalaxies.ts';
import { startNodeBackend } from '../../bake/nodeEncoder.ts';
import type { ClusterKind } from '../../src/maths/clustering/clusterKinds.ts';
import { responsibilitiesOf } from '../../src/maths/clustering/diagonalMixture.ts';
import { fitMixture } from '../../src/maths/clustering/fitMixture.ts';
import { frechetFromReal } from '../../src/maths/clustering/frechet.ts';
import { kMeans } from '../../src/maths/clustering/kMeans.ts';
import { likeliestComponents } from '../../src/maths/clustering/likeliestComponents.ts';
import { linearErrorSteps } from '../../src/maths/clustering/linearError.ts';
import { straightCode, straightPathSteps } from '../../src/maths/clustering/straightPath.ts';
import { finishedSteps } from '../../src/maths/finishedSteps.ts';
import { createRandom } from '../../src/maths/statistics/random.ts';
import { type Spread, spreadOf } from '../statistics/spread.ts';
import { judgeClusters, readNuisances } from './nuisances.ts';
import { pictureRepresentations } from './pictureRepresentations.ts';
import { publishedClusters } from './published.ts';
import { readTrained } from './readTrained.ts';
import { trainedClusters } from './trained.ts';

/** A contender's leaves; null where it has none. */
type Contender = Record<string, Spread | number | null>;

/** Clusterings of gz2-voted's test galaxies. */
interface ClustersFigure {
  published: Contender;
  pixels: Contender;
  standardised: Contender;
  network: Contender;
  pcaGmm: Contender;
  kmeansRepresentation: Contender;
  /** Galaxies judged. */
  galaxies: number;
}

const [sidePx, latents, components] = [64, 20, 12];
const seeds = [1, 2, 3];

/**
 * Every contender judged on gz2-voted's test galaxies, by the classes of the volunteers and by what a clustering should not
 * see. Fitted and trained on the others. `seeds` says how many trainings there are; where there are none, its leaves are null.
 */
export async function measureClusters(): Promise<ClustersFigure> {
  await startNodeBackend(() => performance.now());
  const folder = mkdtempSync(join(tmpdir(), 'morphospace-clusters-')); // pictures are made anew: the code that makes them may have changed
  const galaxiesOf = (kind: ClusterKind) => clusterGalaxies(kind, sidePx, folder, () => undefined);
  const standard = await galaxiesOf('standardised');
  const { splits, ids } = standard;
  const test = [...splits.keys()].filter(row => splits[row] === 'test');
  const rest = [...splits.keys()].filter(row => splits[row] !== 'test');
  const nuisances = readNuisances(ids);
  const judge = (clusters: ArrayLike<number>) => judgeClusters(clusters, test, nuisances);
  const trained = async (kind: ClusterKind): Promise<Contender> => {
    const runs = readTrained(kind);
    console.error(`${kind}: ${runs.length} trainings`);
    if (runs.length === 0) return { seeds: 0, ...nothing };
    const galaxies = await galaxiesOf(kind);
    const pca = linearError(galaxies, rest, test, runs[0].shape.latents);
    const fromReal = await realPictures(rowsOf(galaxies.pictures, sidePx * sidePx, test));
    const told = [];
    let frechetReal = 0;
    for (const run of runs) {
      const { clusters, mse, drawn } = await trainedClusters(run, galaxies, test);
      const frechet = await fromReal(drawn);
      frechetReal = frechet.halves;
      told.push({ ...judge(clusters), mse, pcaMse: pca, frechet: frechet.drawn });
    }
    return { seeds: runs.length, ...spreads(told), frechetReal };
  };

  const published = await publishedClusters(test);
  const network = await galaxiesOf('network');
  const code = codeOf(standard, rest);
  const fitted = seeds.map(seed => {
    const { mixture } = fitMixture(rowsOf(code, latents, rest), latents, {
      components,
      random: createRandom(seed),
    });
    return judge(likeliestComponents(responsibilitiesOf(mixture, rowsOf(code, latents, test)), components));
  });
  const grouped = seeds.map(seed => {
    const { centres } = kMeans(
      { values: rowsOf(network.values, network.inputs, rest), columns: network.inputs },
      components,
      createRandom(seed),
    );
    return judge(test.map(row => nearestCentre(network, row, centres)));
  });
  const pcaMse = linearError(standard, rest, test, latents);
  const told = { standardised: await trained('standardised'), network: await trained('network') };
  const pixels = await trained('pixels');
  const figure = {
    published: {
      seeds: 1,
      ...spreads([{ ...judge(published.clusters), mse: published.mse }]),
      pcaMse: null,
      frechet: null,
    },
    pixels,
    ...told,
    pcaGmm: {
      seeds: seeds.length,
      ...spreads(fitted.map(each => ({ ...each, mse: pcaMse, pcaMse }))),
      frechet: null,
    },
    kmeansRepresentation: {
      seeds: seeds.length,
      ...spreads(grouped),
      mse: null,
      pcaMse: null,
      frechet: null,
    },
    galaxies: test.length,
  };
  rmSync(folder, { recursive: true });
  return figure;
}

const nothing = {
  ...{ purity4: null, nmi6: null, companionAmi: null, quadrantAmi: null, orientationAmi: null },
  ...{ componentsInUse: null, effectiveComponents: null, mse: null, pcaMse: null, frechet: null },
};

/** Real pictures as the galaxy weights see them, and how far drawn ones are from them. */
async function realPictures(pictures: Float32Array) {
  const seen = await pictureRepresentations(pictures, sidePx);
  const columns = seen.length / (pictures.length / sidePx ** 2);
  return async (drawn: Float32Array) =>
    frechetFromReal(seen, await pictureRepresentations(drawn, sidePx), columns);
}

/** Each leaf over the seeds; sd 0 where there is one. */
function spreads(told: readonly Record<string, number>[]): Record<string, Spread> {
  return Object.fromEntries(
    Object.keys(told[0]).map(name => {
      const values = told.map(each => each[name]);
      return [name, values.length > 1 ? spreadOf(values) : { mean: values[0], sd: 0 }];
    }),
  );
}

function rowsOf(values: Float32Array, columns: number, rows: readonly number[]): Float32Array {
  const some = new Float32Array(rows.length * columns);
  for (const [i, row] of rows.entries())
    some.set(values.subarray(row * columns, (row + 1) * columns), i * columns);
  return some;
}

/** Components of unit length, by the rest's: (n, latents), in the scale of the inputs, as PCA has them. */
function codeOf({ values, inputs }: ClusterGalaxies, rest: readonly number[]): Float32Array {
  const path = finishedSteps(straightPathSteps(rowsOf(values, inputs, rest), inputs, latents));
  return straightCode(path, values).map((value, at) => value * path.scales[at % latents]);
}

/** Mean squared error of the test pictures from as many linear numbers of what is encoded. */
function linearError(
  { values, inputs, pictures }: ClusterGalaxies,
  rest: readonly number[],
  test: readonly number[],
  latents: number,
): number {
  const pixels = sidePx * sidePx;
  const some = (rows: readonly number[]) => ({
    inputs: rowsOf(values, inputs, rows),
    pictures: rowsOf(pictures, pixels, rows),
  });
  return finishedSteps(linearErrorSteps(some(rest), some(test), { inputs, pixels, latents }));
}

function nearestCentre({ values, inputs }: ClusterGalaxies, row: number, centres: Float64Array): number {
  let [nearest, least] = [0, Number.POSITIVE_INFINITY];
  for (let c = 0; c < components; c++) {
    let sum = 0;
    for (let j = 0; j < inputs; j++) sum += (values[row * inputs + j] - centres[c * inputs + j]) ** 2;
    if (sum < least) [nearest, least] = [c, sum];
  }
  return nearest;
}
