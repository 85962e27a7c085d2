import { fileURLToPath } from 'node:url';
import { fileSourceOf } from '../../bake/inputSource.ts';
import { startNodeBackend } from '../../bake/nodeEncoder.ts';
import { nodeIngest } from '../../bake/nodeIngest.ts';
import type { AnomaliesWorker } from '../../src/contracts/anomalies.ts';
import type { Matrix } from '../../src/contracts/matrix.ts';
import { splitOf } from '../../src/maths/statistics/split.ts';
import { createAnomaliesWorker } from '../../workers/anomalies/anomaliesWorker.ts';
import {
  categoryReader,
  componentsOf,
  type GalaxyCatalogue,
  numberReader,
  openGalaxies,
  pixelsOfRows,
  representationsOfRows,
} from '../sources/galaxyCatalogue.ts';
import { type KeptName, keptNote, keptSource, missingSentence } from '../sources/keptNetworks.ts';
import { playSearch, type Search, type SearchResult } from '../sources/simulatedPerson.ts';
import { averagePrecision, precisionAt } from '../statistics/rankedPrecision.ts';
import { type Spread, spreadOf } from '../statistics/spread.ts';

type Figures = Record<string, Spread>;

/** By what is searched with. `ceiling` is the best precision there can be where a list is longer than there are members. */
interface SearchFigures {
  galaxy: Figures;
  imagenet: Figures;
  /** By networks that learnt without labels; null where their weights are not kept here: `missing` says so. */
  byol: Figures | null;
  dino: Figures | null;
  randomRatings: Figures;
  isolationForest: Figures;
  /** As `galaxy`, but each batch the plain best, to show what believing predictions within a batch is worth. */
  plainBatches: Figures;
  members: number;
  galaxies: number;
  ceiling: Record<string, number>;
}

/** Galaxy Zoo 2's classes, by the share of all volunteers above which a galaxy belongs. */
const classes = {
  odd: { column: 'Class6.1', above: 0.5 },
  ring: { column: 'Class8.1', above: 0.3 },
  merger: { column: 'Class8.6', above: 0.3 },
  irregular: { column: 'Class8.4', above: 0.3 },
};
const runs = 15;
const voted = { ratings: 60, start: 10, batchSize: 5, lists: [20, 50] };
const planted = { ratings: 200, start: 10, batchSize: 10, lists: [50, 200] };
const components = 40;
const unlabelled = ['byol', 'dino'] as const satisfies readonly KeptName[];

type Plan = typeof voted;

/** Which galaxies are looked for, and what the person says of each. */
interface Target {
  member: boolean[];
  answer: number[];
}

/**
 * How well a simulated person finds what they care about, on galaxies that no encoder was trained on. Everything runs
 * through the page's anomalies worker with its defaults.
 *
 * @param encoders weights behind the columns `galaxy` and `imagenet`
 */
export async function measureAnomalies(encoders = { galaxy: 'galaxy', imagenet: 'imagenet' }): Promise<
  Record<keyof typeof classes, SearchFigures> & {
    planted: SearchFigures & { byKind: Record<string, { planted: number; found: Spread }> };
    runs: number;
    missing: string[];
  }
> {
  await startNodeBackend(() => performance.now());
  const gz2 = await openGalaxies('gz2-voted.parquet');
  const ids = gz2.opened.ids;
  const pool = Uint32Array.from(
    [...Array(ids.length).keys()].filter(row => splitOf(ids.at(row)) !== 'train'),
  );
  const spaces = await spacesOf(gz2, pool, encoders);
  const figures = {} as Record<keyof typeof classes, SearchFigures>;
  for (const [name, { column, above }] of Object.entries(classes)) {
    const share = numberReader(gz2.opened, column);
    const target = {
      member: Array.from(pool, row => share(row) > above),
      answer: Array.from(pool, row => Math.round(5 * share(row))),
    };
    figures[name as keyof typeof classes] = (await columnOf(name, spaces, target, voted)).column;
  }
  const missing = unlabelled.filter(name => !keptNote(name)).map(missingSentence);
  return { ...figures, planted: await plantedColumn(encoders), runs, missing };
}

async function plantedColumn(encoders: { galaxy: string; imagenet: string }) {
  const ingest = nodeIngest();
  const path = fileURLToPath(new URL('../../public/demo/sky.parquet', import.meta.url));
  const sky = { ingest, opened: await ingest.open(await fileSourceOf(path)) };
  const rows = Uint32Array.from(Array(sky.opened.rowCount).keys());
  const kindOf = categoryReader(sky.opened, 'oddity');
  const odd = numberReader(sky.opened, 'something-odd-gz2_yes_fraction');
  const target = {
    member: Array.from(rows, row => kindOf(row) !== ''),
    // Whoever was not asked whether anything is odd saw no galaxy there.
    answer: Array.from(rows, row =>
      kindOf(row) !== '' ? 5 : Math.round(5 * (Number.isNaN(odd(row)) ? 0 : odd(row))),
    ),
  };
  const spaces = await spacesOf(sky, rows, encoders);
  const { column, results } = await columnOf('planted', spaces, target, planted);
  const kinds = [...new Set(Array.from(rows, kindOf))].filter(kind => kind !== '').sort();
  const byKind = kinds.map(kind => [
    kind,
    {
      planted: rows.filter(row => kindOf(row) === kind).length,
      found: spreadOf(results.map(({ rated }) => rated.filter(row => kindOf(row) === kind).length)),
    },
  ]);
  return { ...column, byKind: Object.fromEntries(byKind) };
}

/** The components of some galaxies by each encoder, as workers hold them. */
interface Spaces {
  galaxies: number;
  galaxy: AnomaliesWorker;
  imagenet: AnomaliesWorker;
  /** Those whose weights are kept. */
  unlabelled: Partial<Record<KeptName, AnomaliesWorker>>;
}

async function spacesOf(
  catalogue: GalaxyCatalogue,
  rows: Uint32Array,
  encoders: { galaxy: string; imagenet: string },
): Promise<Spaces> {
  const workerOf = async (weights: string) => {
    const matrix = componentsOf(await representationsOfRows(catalogue, rows, weights), components);
    return workerWith(matrix);
  };
  const kept: Spaces['unlabelled'] = {};
  for (const name of unlabelled) {
    const source = keptSource(name);
    if (!source) continue;
    const pixels = Uint8Array.from((await pixelsOfRows(catalogue, rows, source.view)).values);
    const values = await source.embed(pixels);
    source.dispose();
    kept[name] = await workerWith(
      componentsOf({ rows: rows.length, columns: source.dimension, values }, components),
    );
  }
  return {
    galaxies: rows.length,
    galaxy: await workerOf(encoders.galaxy),
    imagenet: await workerOf(encoders.imagenet),
    unlabelled: kept,
  };
}

async function workerWith(matrix: Matrix): Promise<AnomaliesWorker> {
  const worker = createAnomaliesWorker(() => performance.now());
  await worker.setComponents(
    matrix,
    Uint32Array.from({ length: matrix.rows }, (_, i) => i),
    1,
  );
  return worker;
}

/** All columns of one class; `results` are the searches with the galaxy weights. */
async function columnOf(
  name: string,
  { galaxies, galaxy, imagenet, unlabelled: kept }: Spaces,
  { member, answer }: Target,
  plan: Plan,
): Promise<{ column: SearchFigures; results: SearchResult[] }> {
  const members = member.filter(Boolean).length;
  const search: Omit<Search, 'seed'> = {
    ...plan,
    galaxies,
    answer: row => answer[row],
    choice: 'model',
  };
  const play = async (worker: AnomaliesWorker, change: Partial<Search> = {}) => {
    const results: SearchResult[] = [];
    for (let seed = 1; seed <= runs; seed++) {
      results.push(await playSearch(worker, { ...search, ...change, seed }));
    }
    return results;
  };
  const figuresOf = (results: readonly SearchResult[]): Figures => ({
    ...listFigures(
      results.map(({ ranking }) => ranking.order),
      member,
      plan.lists,
    ),
    found: spreadOf(results.map(({ rated }) => rated.filter(row => member[row]).length)),
  });
  const forests: Uint32Array[] = [];
  for (let seed = 1; seed <= runs; seed++) {
    forests.push((await galaxy.unusual({ method: 'isolationForest', seed })).order);
  }
  const results = await play(galaxy);
  const column: SearchFigures = {
    galaxy: figuresOf(results),
    imagenet: figuresOf(await play(imagenet)),
    byol: kept.byol ? figuresOf(await play(kept.byol)) : null,
    dino: kept.dino ? figuresOf(await play(kept.dino)) : null,
    randomRatings: figuresOf(await play(galaxy, { choice: 'random' })),
    isolationForest: listFigures(forests, member, plan.lists),
    plainBatches: figuresOf(await play(galaxy, { batchRule: 'top' })),
    members,
    galaxies,
    ceiling: Object.fromEntries(
      plan.lists.filter(length => length > members).map(length => [`p${length}`, members / length]),
    ),
  };
  console.error(name, JSON.stringify(column));
  return { column, results };
}

function listFigures(
  orders: readonly Uint32Array[],
  member: readonly boolean[],
  lists: readonly number[],
): Figures {
  const precisions = lists.map(length => [
    `p${length}`,
    spreadOf(orders.map(order => precisionAt(order, member, length))),
  ]);
  return {
    ...Object.fromEntries(precisions),
    ap: spreadOf(orders.map(order => averagePrecision(order, member))),
  };
}
