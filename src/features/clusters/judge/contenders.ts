import type { KeptClusters } from '../../../data/runs/clusterRuns.ts';
import { likeliestComponents } from '../../../maths/clustering/likeliestComponents.ts';
import { createRandom } from '../../../maths/statistics/random.ts';
import type { RunningJob } from '../../../session/runJob.ts';
import type { ClustersClients } from '../choose/clustersClients.ts';
import type { ComparisonCalls } from '../choose/pictureReader.ts';
import { componentsOfRows } from '../choose/readRequest.ts';
import type { RunStore } from '../run/runState.ts';
import type { ShownClustering, ToldGalaxies } from '../shown/shownClustering.ts';

/** A division of galaxies to be judged. */
export interface Division {
  name: string;
  /** (n) −1 where it tells nothing */
  clusters: Int32Array;
  /** Whether it is another training of what is on show: the same kind and number of clusters. */
  again?: boolean;
}

/** What contenders are made with. */
interface ContenderParts extends Pick<ClustersClients, 'session' | 'shelf'> {
  studies: ComparisonCalls;
  runs: RunStore;
}

const plainComponents = 10; // of the representation: design A4's pilot

/** The clustering on show, the others kept of the same galaxies, two plain ways on the representation, and chance. */
export async function contendersOf(
  parts: ContenderParts,
  clustering: ShownClustering,
  told: ToldGalaxies,
  job: Pick<RunningJob, 'signal' | 'report'>,
): Promise<Division[]> {
  const own: Division = { name: clustering.title, clusters: told.clusters };
  const others = await keptDivisions(parts, clustering, told.rows);
  return [own, ...others, ...(await plainDivisions(parts, clustering, told.rows, job)), chanceOf(own)];
}

async function keptDivisions(
  { session, shelf, runs }: ContenderParts,
  { key, kind, portrait }: ShownClustering,
  rows: Uint32Array,
): Promise<Division[]> {
  const { rowOf } = session.catalogue.getState();
  const all: Division[] = [];
  for (const note of runs.getState().runs) {
    if (note.key === key) continue;
    const kept = await shelf.results(note.key).catch(() => undefined);
    const clusters = kept && clustersAt(kept, rows, rowOf);
    if (!clusters?.some(cluster => cluster >= 0)) continue;
    const again = note.kind === kind && note.settings.components === portrait.mixture.logWeights.length;
    all.push({ name: note.title, clusters, again });
  }
  return all;
}

async function plainDivisions(
  { session, studies }: ContenderParts,
  { portrait }: ShownClustering,
  rows: Uint32Array,
  { signal, report }: Pick<RunningJob, 'signal' | 'report'>,
): Promise<Division[]> {
  const { representation } = session.representation.getState();
  if (!representation) return [];
  const known = new Set(representation.rows);
  const at = Array.from(rows.keys()).filter(i => known.has(rows[i]));
  const inputs = componentsOfRows(
    Uint32Array.from(at, i => rows[i]),
    representation,
  );
  const { columns } = representation.components;
  const k = portrait.mixture.logWeights.length;
  const components = Math.min(plainComponents, columns);
  const all: Division[] = [];
  for (const by of ['kMeans', 'mixture'] as const) {
    const labels = await studies.job({ signal, onProgress: report }, (api, port) =>
      api.groupRows(inputs, columns, { k, by, components, seed: 1 }, port),
    );
    const clusters = new Int32Array(rows.length).fill(-1);
    for (const [place, i] of at.entries()) clusters[i] = labels[place];
    const name = by === 'kMeans' ? 'k-means on the representation' : `PCA ${components} of it and a mixture`;
    all.push({ name, clusters });
  }
  return all;
}

/** Clusters by a kept clustering of catalogue rows; −1 where it was not asked. */
function clustersAt(
  { results, portrait }: KeptClusters,
  rows: Uint32Array,
  rowOf: (id: string) => number | undefined,
): Int32Array {
  const labels = likeliestComponents(results.responsibilities, portrait.mixture.logWeights.length);
  const byRow = new Map<number, number>();
  for (const [place, id] of results.ids.entries()) {
    const row = rowOf(id);
    if (row !== undefined) byRow.set(row, labels[place]);
  }
  return Int32Array.from(rows, row => byRow.get(row) ?? -1);
}

/** The same clusters dealt out at random: what chance gives. */
function chanceOf({ clusters }: Division): Division {
  return { name: 'Chance: the same sizes, dealt out', clusters: createRandom(1).shuffle(clusters.slice()) };
}
