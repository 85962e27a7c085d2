import { createStore, type StoreApi } from 'zustand/vanilla';
import type { KeptClusters } from '../../../data/runs/clusterRuns.ts';
import { quantileBins } from '../../../maths/clustering/explanation.ts';
import { likeliestComponents } from '../../../maths/clustering/likeliestComponents.ts';
import { nuisanceColumns } from '../../../maths/clustering/nuisances.ts';
import { runJob } from '../../../session/runJob.ts';
import type { ClustersClients } from '../choose/clustersClients.ts';
import type { ComparisonCalls } from '../choose/pictureReader.ts';
import { componentsOfRows } from '../choose/readRequest.ts';
import type { RunStore } from '../run/runState.ts';
import { codedColumn } from '../shown/explainStore.ts';
import type { ShownStore } from '../shown/shownStore.ts';
import { chanceOf, type Division, type JudgedRow, judgedRow } from './judgedRows.ts';

/** State of {@link createJudgeStore}. */
interface JudgeState {
  /** Name of the column that clusterings are compared with; null: none. */
  against: string | null;
  rows: JudgedRow[];
  judging: boolean;
  /** Compares with another column. */
  compareWith(column: string | null): void;
  /** Makes the table of the clustering on show, of the others of the same galaxies, of plain ways, and of chance. */
  judge(): Promise<void>;
  clear(): void;
}

/** Holds the table. */
export type JudgeStore = StoreApi<JudgeState>;

/** Judges clusterings of the same galaxies side by side. */
// Longer than 100 lines: the contenders are one list, made in one go.
export function createJudgeStore(
  { session, shelf }: Pick<ClustersClients, 'session' | 'shelf'>,
  studies: ComparisonCalls,
  shown: ShownStore,
  runs: RunStore,
): JudgeStore {
  /** What the table is made of, kept while another column is chosen. */
  let made: {
    rows: Uint32Array;
    contenders: Division[];
    nuisances: ReturnType<typeof nuisanceColumns>;
  } | null = null;

  return createStore<JudgeState>((set, get) => {
    function table(): void {
      if (!made) {
        set({ rows: [] });
        return;
      }
      const { against } = get();
      const column = session.columns.getState().columns.find(({ name }) => name === against);
      const labels = column ? (codedColumn(column, made.rows)?.codes ?? null) : null;
      const { contenders, nuisances } = made;
      set({ rows: contenders.map(contender => judgedRow(contender, labels, nuisances)) });
    }

    async function contenders(report: Parameters<Parameters<typeof runJob>[2]>[0]): Promise<void> {
      const { shown: clustering, told } = shown.getState();
      const { catalogue, rowOf } = session.catalogue.getState();
      if (!clustering?.results || !told || !catalogue) return;
      const { results } = clustering;
      const components = clustering.portrait.mixture.logWeights.length;
      const nuisanceCount = results.nuisances.length / results.ids.length;
      const values = new Float32Array(told.rows.length * nuisanceCount);
      for (const [i, place] of told.places.entries())
        values.set(
          results.nuisances.subarray(place * nuisanceCount, (place + 1) * nuisanceCount),
          i * nuisanceCount,
        );
      const own: Division = { name: clustering.title, clusters: told.clusters };
      const all: Division[] = [own];
      for (const note of runs.getState().runs) {
        if (note.key === clustering.key) continue;
        const kept = await shelf.results(note.key).catch(() => undefined);
        const clusters = kept && clustersAt(kept, told.rows, rowOf);
        if (clusters?.some(cluster => cluster >= 0)) all.push({ name: note.title, clusters });
      }
      const { representation } = session.representation.getState();
      if (representation) {
        const known = new Set(representation.rows);
        const at = Array.from(told.rows.keys()).filter(i => known.has(told.rows[i]));
        const inputs = componentsOfRows(
          Uint32Array.from(at, i => told.rows[i]),
          representation,
        );
        const { columns } = representation.components;
        const latents = Math.min(10, columns);
        for (const by of ['kMeans', 'mixture'] as const) {
          const how = { k: components, by, components: latents, seed: 1 };
          const labels = await studies.job(
            { signal: report.signal, onProgress: report.report },
            (api, port) => api.groupRows(inputs, columns, how, port),
          );
          const clusters = new Int32Array(told.rows.length).fill(-1);
          for (const [place, i] of at.entries()) clusters[i] = labels[place];
          const name =
            by === 'kMeans' ? 'k-means on the representation' : `PCA ${latents} of it and a mixture`;
          all.push({ name, clusters });
        }
      }
      all.push(chanceOf(own));
      made = {
        rows: told.rows,
        contenders: all,
        nuisances: nuisanceColumns(values, bins => quantileBins(bins)),
      };
    }

    return {
      against: null,
      rows: [],
      judging: false,
      compareWith(against) {
        set({ against });
        table();
      },
      async judge() {
        if (get().judging) return;
        set({ judging: true });
        const end = await runJob(session.jobs, 'Judge clusterings', contenders, { room: 'clusters' });
        set({ judging: false });
        if (end.outcome === 'failed')
          session.notices.getState().complain(`The clusterings could not be judged: ${end.failure}`);
        else table();
      },
      clear() {
        made = null;
        set({ rows: [] });
      },
    };
  });
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
