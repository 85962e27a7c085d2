import type { Matrix } from '../../src/contracts/matrix.ts';
import { exactGraphSteps } from '../../src/kernels/graph/exactGraph.ts';
import { trustworthiness } from '../../src/maths/layout/trustworthiness.ts';
import { createRandom } from '../../src/maths/statistics/random.ts';
import { runMap } from '../../workers/layout/mapRun.ts';
import { loadAtlasUmap } from '../peers/atlasUmap.ts';
import { pointsOf, umapJsMap } from '../peers/umapJs.ts';
import { finished } from '../sources/finished.ts';
import { mixedGalaxies } from '../sources/mixedGalaxies.ts';
import { realVectors } from '../sources/realVectors.ts';
import { cpuSecondsOf } from '../statistics/cpuSeconds.ts';
import { median } from '../statistics/median.ts';

const galaxies = 10_000;
const columns = 40;
const neighbours = 15;
const peerEpochs = 200; // umap-js's own at this size; ours takes what the app takes
const rounds = 3;
const many = 100_000;

interface LayoutFigure {
  /** CPU seconds of one thread, neighbour search included. */
  oursSeconds: number;
  umapJsSeconds: number;
  atlasSeconds: number;
  /** umap-js's seconds over ours. */
  speedup: number;
  /** Of the map among 15 neighbours, 0–1. */
  oursTrustworthiness: number;
  umapJsTrustworthiness: number;
  atlasTrustworthiness: number;
  galaxies: number;
  /** CPU seconds of ours for 100,000 mixtures of real galaxies. */
  oursSeconds100k: number;
}

/** Maps of real galaxies: ours beside umap-js's and embedding-atlas's, in one process. */
export async function measureLayout(): Promise<LayoutFigure> {
  const { createUMAP } = await loadAtlasUmap();
  const real = await realVectors(galaxies, columns);
  const { values } = real;
  const n = real.rows;
  const points = pointsOf(values, columns);
  const makers = {
    ours: (seed: number) => ourMap(real, seed),
    umapJs: async (seed: number) => umapJsMap(points, neighbours - 1, peerEpochs, createRandom(seed).uniform),
    atlas: async (seed: number) => {
      const options = { nNeighbors: neighbours, minDist: 0.1, nEpochs: peerEpochs, seed };
      const umap = await createUMAP(n, columns, 2, values, options);
      await umap.run();
      const positions = umap.embedding.slice();
      umap.destroy();
      return positions;
    },
  };
  const results: Record<keyof typeof makers, { seconds: number; trust: number }[]> = {
    ours: [],
    umapJs: [],
    atlas: [],
  };
  for (let round = 1; round <= rounds; round++) {
    for (const name of Object.keys(makers) as (keyof typeof makers)[]) {
      const { seconds, result } = await cpuSecondsOf(() => makers[name](round));
      const trust = trustworthiness(values, columns, result, neighbours);
      results[name].push({ seconds, trust });
      console.error(`${name}: ${seconds.toFixed(2)} s, trustworthiness ${trust.toFixed(4)}`);
    }
  }
  const seconds = (name: keyof typeof makers) => median(results[name].map(each => each.seconds));
  const trust = (name: keyof typeof makers) => median(results[name].map(each => each.trust));
  const nearest = finished(exactGraphSteps({ values, columns }, neighbours));
  const mixed = mixedGalaxies(real, nearest, many, createRandom(1));
  const large = await cpuSecondsOf(() => ourMap({ rows: many, columns, values: mixed.values }, 1));
  return {
    oursSeconds: seconds('ours'),
    umapJsSeconds: seconds('umapJs'),
    atlasSeconds: seconds('atlas'),
    speedup: seconds('umapJs') / seconds('ours'),
    oursTrustworthiness: trust('ours'),
    umapJsTrustworthiness: trust('umapJs'),
    atlasTrustworthiness: trust('atlas'),
    galaxies: n,
    oursSeconds100k: large.seconds,
  };
}

/** A map as the layout worker makes it, with nobody to watch. */
async function ourMap(matrix: Matrix, seed: number): Promise<Float32Array> {
  const job = { report: () => undefined, breathe: async () => undefined };
  const { positions } = await runMap(
    matrix,
    { seed, neighbours },
    () => undefined,
    job,
    () => performance.now(),
  );
  return positions;
}
