import { exactGraphSteps } from '../../src/kernels/graph/exactGraph.ts';
import { nearestByDefinition } from '../../src/kernels/graph/exactNeighbours.ts';
import { listGraphSteps } from '../../src/kernels/graph/listGraph.ts';
import { createRandom } from '../../src/maths/statistics/random.ts';
import { loadAtlasUmap } from '../peers/atlasUmap.ts';
import { pointsOf, umapJsGraph } from '../peers/umapJs.ts';
import { finished } from '../sources/finished.ts';
import { mixedGalaxies, shareWithCommonParent } from '../sources/mixedGalaxies.ts';
import { realVectors } from '../sources/realVectors.ts';
import { cpuSecondsOf } from '../statistics/cpuSeconds.ts';
import { median } from '../statistics/median.ts';

const rows = 100_000;
const columns = 40;
const k = 14; // with the point itself 15, as UMAP counts
const judgedRows = 200;
const rounds = 3; // of ours and of embedding-atlas; umap-js, ten times as long, runs once
const recallWanted = 0.95; // the app's; more where embedding-atlas finds more

/** CPU seconds of one thread, and the share of the exact neighbours of 200 rows that were found. */
interface GraphSide {
  oursSeconds: number;
  umapJsSeconds: number;
  atlasSeconds: number;
  oursRecall: number;
  umapJsRecall: number;
  atlasRecall: number;
}

interface GraphFigure extends GraphSide {
  /** Share of neighbours that are mixtures of the same real galaxy, a measure of how artificial the data are. */
  sharedParent: number;
  /** The same race on vectors without clusters. */
  hard: GraphSide;
  /** Whether the graph of a GPU was timed, too. */
  webGpu: 'not run';
}

/** The nearest others of a row that a side found. */
type Found = (row: number) => ArrayLike<number>;
type Atlas = Awaited<ReturnType<typeof loadAtlasUmap>>;

/** Neighbour graphs of 100,000 vectors: ours beside umap-js's and embedding-atlas's, in one process. */
export async function measureGraph(): Promise<GraphFigure> {
  const atlas = await loadAtlasUmap();
  const real = await realVectors(Number.POSITIVE_INFINITY, columns);
  const nearest = finished(exactGraphSteps({ values: real.values, columns }, 15));
  const mixed = mixedGalaxies(real, nearest, rows, createRandom(1));
  const { indices, side } = await race(mixed.values, atlas);
  const { side: hard } = await race(withoutClusters(), atlas);
  return { ...side, sharedParent: shareWithCommonParent(indices, k, mixed), hard, webGpu: 'not run' };
}

async function race(values: Float32Array, atlas: Atlas): Promise<{ side: GraphSide; indices: Int32Array }> {
  const recall = judge(values);
  const theirs = await atlasSide(values, atlas, recall);
  const wanted = Math.max(recallWanted, theirs.recall);
  const seconds: number[] = [];
  let indices = new Int32Array();
  for (let round = 0; round < rounds; round++) {
    const ours = await cpuSecondsOf(() => finished(listGraphSteps({ values, columns }, { k, wanted })));
    seconds.push(ours.seconds);
    indices = Int32Array.from(ours.result.graph.indices);
    console.error(`ours: ${ours.seconds.toFixed(1)} s, ${ours.result.lists} lists`);
  }
  const points = pointsOf(values, columns);
  const { uniform } = createRandom(1);
  const umapJs = await cpuSecondsOf(() => umapJsGraph(points, k, uniform));
  console.error(`umap-js: ${umapJs.seconds.toFixed(1)} s`);
  const side: GraphSide = {
    oursSeconds: median(seconds),
    umapJsSeconds: umapJs.seconds,
    atlasSeconds: theirs.seconds,
    oursRecall: recall(row => indices.subarray(row * k, (row + 1) * k)),
    umapJsRecall: recall(row => umapJs.result[row]),
    atlasRecall: theirs.recall,
  };
  return { side, indices };
}

async function atlasSide(
  values: Float32Array,
  atlas: Atlas,
  recall: (found: Found) => number,
): Promise<{ seconds: number; recall: number }> {
  const seconds: number[] = [];
  let found = 0;
  for (let round = 0; round < rounds; round++) {
    const side = await cpuSecondsOf(() =>
      atlas.createNNDescent(rows, columns, values, { nNeighbors: k + 1, seed: 1 }),
    );
    seconds.push(side.seconds);
    found = recall(row =>
      Array.from(side.result.queryByIndex(row, k + 1).indices)
        .filter(other => other !== row)
        .slice(0, k),
    );
    side.result.destroy();
    console.error(`embedding-atlas: ${side.seconds.toFixed(1)} s, recall ${found.toFixed(3)}`);
  }
  return { seconds: median(seconds), recall: found };
}

/** What tells the share of the exact neighbours of 200 rows, by definition, that a side found. */
function judge(values: Float32Array): (found: Found) => number {
  const judged = Array.from({ length: judgedRows }, (_, i) => Math.floor((i * rows) / judgedRows));
  const exact = judged.map(row => nearestByDefinition({ values, columns }, row, k).indices);
  return found => {
    const shares = judged.map((row, i) => {
      const known = new Set(Array.from(found(row)));
      return exact[i].filter(other => known.has(other)).length / k;
    });
    return shares.reduce((a, b) => a + b) / judgedRows;
  };
}

/** One cloud whose spread falls as j^−0.7 from component to component: nothing for lists to hold on to. */
function withoutClusters(): Float32Array {
  const random = createRandom(2);
  return Float32Array.from(
    { length: rows * columns },
    (_, i) => random.normal() * ((i % columns) + 1) ** -0.7,
  );
}
