import type { LayoutOptions, MapLayout } from '../../src/contracts/layout.ts';
import type { Matrix } from '../../src/contracts/matrix.ts';
import { nearestOfOthersSteps } from '../../src/kernels/graph/nearestOfOthers.ts';
import type { TileTeam } from '../../src/kernels/graph/tileTeam.ts';
import { decodeRow, type SixteenBitRows } from '../../src/maths/neighbours/sixteenBitRows.ts';
import { createRandom } from '../../src/maths/statistics/random.ts';
import { type Clock, runSteps } from '../stepwise.ts';
import type { MapJob } from './neighbourGraph.ts';
import { placePartSteps } from './placedPart.ts';
import { type PositionSink, settleMap } from './settledMap.ts';
import { withTileCrew } from './tileCrew.ts';

const listsSearched = 16; // of the sample's, for each galaxy that is placed; real galaxies find some 97 % so

/** What a sampled map takes beside its options. */
interface Sampling {
  show: PositionSink;
  /** Galaxies that settle together; the others are placed among them. */
  settled: number;
}

/**
 * The map of a large catalogue: a random sample is laid out by UMAP, then each of the others goes where its neighbours in the
 * sample stand and is refined there by the same forces, the sample staying as it is (the transform of McInnes, Healy & Melville
 * 2018, section 4.3, as umap-learn has it). Galaxies without a place yet are NaN in what is shown.
 *
 * @param components (n, k)
 */
export async function runSampledMap(
  components: Matrix | SixteenBitRows,
  options: LayoutOptions,
  { show, settled }: Sampling,
  job: MapJob,
  clock: Clock,
): Promise<MapLayout> {
  const n = 'values' in components ? components.rows : components.count;
  const random = createRandom(options.seed);
  const shuffled = random.shuffle(Uint32Array.from({ length: n }, (_, row) => row));
  const sampled = shuffled.subarray(0, settled).sort();
  const others = shuffled.subarray(settled).sort();
  const sample = rowsOf(components, sampled);
  const all = new Float32Array(2 * n).fill(Number.NaN);
  const start = options.start && pairsOf(options.start, sampled);
  const showSample: PositionSink = positions => {
    putPairs(positions, sampled, all);
    return show(all.slice());
  };
  const { positions, neighbourRecall } = await settleMap(
    sample,
    { ...options, start },
    showSample,
    job,
    clock,
  );
  putPairs(positions, sampled, all);
  const k = Math.min((options.neighbours ?? 15) - 1, settled);
  const rest = rowsOf(components, others);
  const report = (share: number) => {
    const done = Math.floor(share * others.length);
    job.report({ phase: 'Placing the other galaxies', done, total: others.length, unit: 'galaxies' });
  };
  const steps = function* (team?: TileTeam): Generator<number, void> {
    let share = 0;
    const points = { values: sample.values, columns: sample.columns };
    for (const step of nearestOfOthersSteps(points, rest.values, { k, lists: listsSearched, team })) {
      if (typeof step === 'number') {
        share = step;
        yield share;
      } else {
        const placing = placePartSteps(positions, step, options, random);
        let placed = placing.next();
        for (; !placed.done; placed = placing.next()) yield share;
        const count = step.indices.length / k;
        putPairs(placed.value, others.subarray(step.first, step.first + count), all);
      }
    }
  };
  await withTileCrew(team => runSteps(steps(team), job, clock, report));
  return { positions: all, neighbourRecall };
}

function rowsOf(components: Matrix | SixteenBitRows, rows: Uint32Array): Matrix {
  const { columns } = components;
  const chosen = new Float32Array(rows.length * columns);
  rows.forEach((row, i) => {
    const to = i * columns;
    if ('values' in components)
      chosen.set(components.values.subarray(row * columns, (row + 1) * columns), to);
    else decodeRow(components, row, chosen.subarray(to, to + columns), columns);
  });
  return { rows: rows.length, columns, values: chosen };
}

function pairsOf(positions: Float32Array, rows: Uint32Array): Float32Array {
  return rowsOf({ rows: positions.length / 2, columns: 2, values: positions }, rows).values;
}

/** Writes (m, 2) positions to their rows of (n, 2). */
function putPairs(positions: Float32Array, rows: Uint32Array, all: Float32Array): void {
  rows.forEach((row, i) => {
    all[2 * row] = positions[2 * i];
    all[2 * row + 1] = positions[2 * i + 1];
  });
}
