import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClusterGalaxies, clusterGalaxies } from '../../bake/clusters/clusterGalaxies.ts';
import { startNodeBackend } from '../../bake/nodeEncoder.ts';
import type { ClusterKind } from '../../src/maths/clustering/clusterKinds.ts';
import { responsibilitiesOf } from '../../src/maths/clustering/diagonalMixture.ts';
import { fitMixture } from '../../src/maths/clustering/fitMixture.ts';
import { kMeans } from '../../src/maths/clustering/kMeans.ts';
import { likeliestComponents } from '../../src/maths/clustering/likeliestComponents.ts';
import { straightCode, straightDecoder, straightPathSteps } from '../../src/maths/clustering/straightPath.ts';
import { finishedSteps } from '../../src/maths/finishedSteps.ts';
import { IncrementalPca } from '../../src/maths/linear/incrementalPca.ts';
import { projectOnto } from '../../src/maths/linear/projection.ts';
import { createRandom } from '../../src/maths/statistics/random.ts';
import { type Spread, spreadOf } from '../statistics/spread.ts';
import { frechetDistance } from './frechet.ts';
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
    const pca = linearError(galaxies, rest, test);
    const real = await realPictures(rowsOf(galaxies.pictures, sidePx * sidePx, test));
    const told = [];
    for (const run of runs) {
      const { clusters, mse, drawn } = await trainedClusters(run, galaxies, test);
      told.push({ ...judge(clusters), mse, pcaMse: pca, frechet: await real.distanceTo(drawn) });
    }
    return { seeds: runs.length, ...spreads(told), frechetReal: real.halves };
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
  const pcaMse = linearError(standard, rest, test);
  const figure = {
    published: {
      seeds: 1,
      ...spreads([{ ...judge(published.clusters), mse: published.mse }]),
      pcaMse: null,
      frechet: null,
    },
    pixels: await trained('pixels'),
    standardised: await trained('standardised'),
    network: await trained('network'),
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

/**
 * Real pictures as the galaxy weights see them, in their 64 leading components, and how far drawn ones are from them.
 * `halves` is the distance of one half of the real ones from the other: what a perfect generator would have with so few.
 */
async function realPictures(pictures: Float32Array) {
  const seen = await pictureRepresentations(pictures, sidePx);
  const count = pictures.length / (sidePx * sidePx);
  const pca = new IncrementalPca(seen.length / count, frechetComponents);
  pca.partialFit(seen);
  const real = projectOnto(pca, seen);
  const middle = Math.floor(count / 2) * frechetComponents;
  return {
    halves: frechetDistance(real.subarray(0, middle), real.subarray(middle), frechetComponents),
    distanceTo: async (drawn: Float32Array) =>
      frechetDistance(projectOnto(pca, await pictureRepresentations(drawn, sidePx)), real, frechetComponents),
  };
}

const frechetComponents = 64; // as many as the app keeps; more would need more galaxies than there are

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
function linearError(galaxies: ClusterGalaxies, rest: readonly number[], test: readonly number[]): number {
  const { values, inputs, pictures } = galaxies;
  const pixels = sidePx * sidePx;
  const learnt = rowsOf(values, inputs, rest);
  const path = finishedSteps(straightPathSteps(learnt, inputs, latents));
  const { decode, mean } = straightDecoder(
    straightCode(path, learnt),
    latents,
    rowsOf(pictures, pixels, rest),
  );
  const codes = straightCode(path, rowsOf(values, inputs, test));
  let squares = 0;
  for (const [i, row] of test.entries()) {
    for (let pixel = 0; pixel < pixels; pixel++) {
      let made = mean[pixel];
      for (let d = 0; d < latents; d++) made += codes[i * latents + d] * decode[d * pixels + pixel];
      squares += (made - pictures[row * pixels + pixel]) ** 2;
    }
  }
  return squares / (test.length * pixels);
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
