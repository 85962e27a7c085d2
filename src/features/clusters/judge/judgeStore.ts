import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Column } from '../../../contracts/column.ts';
import { clusterName, clustersOf } from '../../../data/runs/clusterEdits.ts';
import { pictureNumbers } from '../../../maths/clustering/clusterShape.ts';
import { quantileBins } from '../../../maths/clustering/explanation.ts';
import { nuisanceColumns } from '../../../maths/clustering/nuisances.ts';
import { type RunningJob, runJob } from '../../../session/runJob.ts';
import type { ClustersClients } from '../choose/clustersClients.ts';
import type { ComparisonCalls, Studies } from '../choose/pictureReader.ts';
import type { RunStore } from '../run/runState.ts';
import { clustersSource, steadySource } from '../shown/clusterColumns.ts';
import { codedColumn } from '../shown/explainStore.ts';
import type { Painter } from '../shown/painter.ts';
import {
  nuisancesAt,
  type ShownClustering,
  sameClusters,
  type ToldGalaxies,
} from '../shown/shownClustering.ts';
import type { ShownStore } from '../shown/shownStore.ts';
import { contendersOf, type Division } from './contenders.ts';
import { type GeneratedBesideReal, generatedBesideReal } from './generatedBesideReal.ts';
import { type HeldOut, heldOutOf } from './heldOut.ts';
import { type JudgedRow, judgedRow } from './judgedRows.ts';
import { type Steadiness, steadinessOf, steadyColumnName } from './steadyColumns.ts';

/** State of {@link createJudgeStore}. */
interface JudgeState {
  /** Name of the column that clusterings are compared with; null: none. */
  against: string | null;
  rows: JudgedRow[];
  heldOut: HeldOut | null;
  /** Over other trainings of the same; null where there are none. */
  steadiness: Steadiness | null;
  beside: GeneratedBesideReal | null;
  judging: boolean;
  comparing: boolean;
  /** Compares with another column. */
  compareWith(column: string | null): void;
  /** Judges the clustering on show, beside others of the same galaxies, plain ways, and chance. */
  judge(): Promise<void>;
  /** Compares galaxies drawn from it with real ones. */
  compareGenerated(): Promise<void>;
  /** Colours the map by clusters without disputed galaxies. */
  paintSteady(): void;
  clear(): void;
}

/** Holds what was judged. */
export type JudgeStore = StoreApi<JudgeState>;

/** What a judge works with. */
interface JudgeParts {
  clients: Pick<ClustersClients, 'session' | 'shelf' | 'pixels' | 'mapNetwork'>;
  studies: Studies & ComparisonCalls;
  shown: ShownStore;
  runs: RunStore;
  painter: Painter;
}

/** Judges clusterings of the same galaxies side by side. */
// Longer than 100 lines: three ways of judging share what is on show.
export function createJudgeStore(parts: JudgeParts): JudgeStore {
  const { clients, studies, shown, runs } = parts;
  const { session, shelf } = clients;
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
      set({ rows: contenders.map(each => judgedRow(each, contenders[0], labels, nuisances)) });
    }

    async function heldOut(
      { key, results, portrait }: ShownClustering,
      job: RunningJob,
    ): Promise<HeldOut | null> {
      if (!results) return null;
      const { learnt = results.ids.length, ids } = results;
      const request = learnt > 0 ? await shelf.request(key).catch(() => undefined) : undefined;
      const known = request?.galaxies.ids.length ?? 0;
      if (!request || known <= learnt) return heldOutOf(results, null);
      const latents = results.codes.length / ids.length;
      const { pictures, inputs } = request.galaxies;
      const linear = await studies.job({ signal: job.signal }, (api, port) =>
        api.linearError({ pictures, inputs }, { pixels: pictureNumbers(portrait), latents, learnt }, port),
      );
      return heldOutOf(results, linear, known);
    }

    function steadiness(told: ToldGalaxies, contenders: readonly Division[]): Steadiness | null {
      const others = contenders.filter(({ again }) => again).map(({ clusters }) => clusters);
      const { edits } = shown.getState();
      if (others.length === 0) return null;
      const names = new Map(clustersOf(edits).map(cluster => [cluster, clusterName(edits, cluster)]));
      const { rowCount } = session.catalogue.getState().catalogue!;
      return steadinessOf(told.clusters, others, told.rows, rowCount, names);
    }

    async function judge(job: RunningJob): Promise<void> {
      const { shown: clustering, told } = shown.getState();
      if (!clustering?.results || !told) return;
      const open = session.catalogue.getState().catalogue;
      const check = () => {
        const { told: now } = shown.getState();
        if (session.catalogue.getState().catalogue !== open || !now || !sameClusters(now, told))
          throw new Error('other galaxies or clusters came on show meanwhile; judge those.');
      };
      const contenders = await contendersOf({ ...clients, studies, runs }, clustering, told, job);
      check(); // its rows are of the catalogue that was open
      const values = nuisancesAt(clustering.results, told.places);
      made = { rows: told.rows, contenders, nuisances: nuisanceColumns(values, bins => quantileBins(bins)) };
      const steady = steadiness(told, contenders);
      session.columns.getState().publishAll(steadySource, steady?.columns ?? []);
      const aside = await heldOut(clustering, job);
      check();
      set({ steadiness: steady, heldOut: aside });
    }

    return {
      against: null,
      rows: [],
      heldOut: null,
      steadiness: null,
      beside: null,
      judging: false,
      comparing: false,
      compareWith(against) {
        set({ against });
        table();
      },
      async judge() {
        if (get().judging) return;
        set({ judging: true });
        const { columns, painted } = session.columns.getState();
        if (get().against === null) set({ against: likelyColumn(columns, painted) });
        const end = await runJob(session.jobs, 'Judge clusterings', judge, { room: 'clusters' });
        set({ judging: false });
        if (end.outcome === 'failed')
          session.notices.getState().complain(`The clusterings could not be judged: ${end.failure}`);
        else table();
      },
      async compareGenerated() {
        const { shown: clustering, told } = shown.getState();
        const { catalogue } = session.catalogue.getState();
        if (get().comparing || !clustering || !told || !catalogue) return;
        set({ comparing: true });
        const end = await runJob(
          session.jobs,
          'Compare generated galaxies with real ones',
          ({ signal, report }) =>
            generatedBesideReal(parts, catalogue.handle, clustering, told.rows, {
              signal,
              onProgress: report,
            }),
          { room: 'clusters' },
        );
        set({ comparing: false });
        if (end.outcome === 'failed')
          session.notices.getState().complain(`They could not be compared: ${end.failure}`);
        else if (end.outcome === 'done' && shown.getState().shown?.key === clustering.key)
          set({ beside: end.value });
      },
      paintSteady: () => session.columns.getState().paint(steadyColumnName),
      clear() {
        made = null;
        const { columns, publishAll } = session.columns.getState();
        if (columns.some(({ source }) => source === steadySource)) publishAll(steadySource, []);
        set({ rows: [], heldOut: null, steadiness: null, beside: null });
      },
    };
  });
}

/** Whether clusterings can be compared with a column. */
export function isJudgeable({ kind, source }: Column): boolean {
  return kind !== 'text' && ![clustersSource, steadySource, 'selection'].includes(source);
}

/** The column on the map where it has few words, else the first such one. */
function likelyColumn(columns: readonly Column[], painted: string | null): string | null {
  const able = columns.filter(column => isJudgeable(column) && column.kind === 'category');
  const few = able.filter(column => column.kind === 'category' && column.categories.length <= 24);
  return (few.find(({ name }) => name === painted) ?? few[0])?.name ?? null;
}
