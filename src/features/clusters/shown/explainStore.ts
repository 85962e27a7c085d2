import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Column, nullCode } from '../../../contracts/column.ts';
import type { JobControl } from '../../../contracts/job.ts';
import type { ClusterExplanations } from '../../../maths/clustering/explainedBy.ts';
import { quantileBins } from '../../../maths/clustering/explanation.ts';
import { type CodedColumn, levelWords, nuisanceColumns } from '../../../maths/clustering/nuisances.ts';
import { isAbort } from '../../../rpc/jobPort.ts';
import { sentenceOf } from '../../../session/notices.ts';
import type { Session } from '../../../session/session.ts';
import { columnLabel } from '../../../ui/text/columnText.ts';
import type { ComparisonCalls } from '../choose/pictureReader.ts';
import { clustersSource, steadySource } from './clusterColumns.ts';
import { nuisancesAt, type ShownClustering, sameClusters, type ToldGalaxies } from './shownClustering.ts';
import type { ShownStore } from './shownStore.ts';

/** State of {@link createExplainStore}. */
interface ExplainState {
  /** What explains the clusters on show; null until it is known. */
  explanations: ClusterExplanations | null;
  /** 0–1 while columns are compared; null while they are not. */
  share: number | null;
  /** Galaxies that were compared, where there are more than are; null where all were. */
  sampled: number | null;
  failure: string | null;
}

/** Holds what explains the clusters. */
export type ExplainStore = StoreApi<ExplainState>;

const mostCompared = 4000; // galaxies: more make it slower and no surer
const mostWords = 24; // beyond that words are names, not kinds
const seed = 1;

/** Compares the clusters on show with every column, each time they change. */
export function createExplainStore(
  { columns }: Pick<Session, 'columns'>,
  studies: ComparisonCalls,
  shown: ShownStore,
): ExplainStore {
  const nothing: ExplainState = { explanations: null, share: null, sampled: null, failure: null };
  const store = createStore<ExplainState>(() => nothing);
  let running = new AbortController();

  async function compare(clustering: ShownClustering, told: ToldGalaxies): Promise<void> {
    running.abort();
    const mine = new AbortController();
    running = mine;
    const step = Math.ceil(told.rows.length / mostCompared);
    const some = Array.from(told.rows.keys()).filter(i => i % step === 0);
    store.setState({ ...nothing, share: 0, sampled: step > 1 ? some.length : null });
    const clusters = Int32Array.from(some, i => told.clusters[i]);
    const own = columns
      .getState()
      .columns.filter(({ source }) => source !== clustersSource && source !== steadySource);
    const coded = [
      ...(clustering.results
        ? nuisanceColumns(
            nuisancesAt(
              clustering.results,
              Uint32Array.from(some, i => told.places[i]),
            ),
            column => quantileBins(column),
          )
        : []),
      ...own.flatMap(
        column =>
          codedColumn(
            column,
            Uint32Array.from(some, i => told.rows[i]),
          ) ?? [],
      ),
    ];
    try {
      const onProgress: JobControl['onProgress'] = ({ done, total }) => {
        const share = Math.floor((100 * done) / total) / 100; // by whole percents: more would only redraw the cards
        if (running === mine && share !== store.getState().share) store.setState({ share });
      };
      const explanations = await studies.job({ signal: mine.signal, onProgress }, (api, port) =>
        api.explain(clusters, coded, seed, port),
      );
      if (running === mine) store.setState({ explanations, share: null });
    } catch (error) {
      if (running === mine && !isAbort(error)) store.setState({ share: null, failure: sentenceOf(error) });
    }
  }

  shown.subscribe((now, before) => {
    if (now.told === before.told) return;
    const grouped =
      now.told && before.told && now.shown === before.shown && sameClusters(now.told, before.told);
    if (grouped) return; // a name or a hidden cluster explains nothing anew
    if (now.shown && now.told) void compare(now.shown, now.told);
    else {
      running.abort();
      store.setState(nothing);
    }
  });
  return store;
}

/** A column as few words; null where it has too many, or is text. @param rows (n) of the catalogue @returns codes (n) */
export function codedColumn(column: Column, rows: Uint32Array): CodedColumn | null {
  const { name } = column;
  const label = columnLabel(column);
  if (column.kind === 'text') return null;
  if (column.kind === 'category') {
    if (column.categories.length > mostWords) return null;
    const codes = Int32Array.from(rows, row => (column.codes[row] === nullCode ? -1 : column.codes[row]));
    return { name, label, words: column.categories, codes };
  }
  const codes = quantileBins(Float64Array.from(rows, row => column.values[row]));
  return { name, label, words: levelWords, codes };
}
