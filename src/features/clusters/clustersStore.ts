import type { ClusterResults } from '../../contracts/clustering/clusters.ts';
import { keyOfCatalogue } from '../../data/catalogues/catalogueKey.ts';
import type { ClusterNote } from '../../data/runs/clusterRuns.ts';
import { joinedResults } from '../../data/runs/joinedResults.ts';
import { createRevivingClient } from '../../rpc/revivingClient.ts';
import { sentenceOf } from '../../session/notices.ts';
import type { ClustersClients } from './choose/clustersClients.ts';
import type { ComparisonCalls, Studies } from './choose/pictureReader.ts';
import { createJudgeStore, type JudgeStore } from './judge/judgeStore.ts';
import type { RunStore } from './run/runState.ts';
import { createClusteringRuns } from './run/runStore.ts';
import { createExplainStore, type ExplainStore } from './shown/explainStore.ts';
import { createPainter, type Painter } from './shown/painter.ts';
import { createPaintStore, type PaintStore } from './shown/paintStore.ts';
import type { ShippedClusters } from './shown/shippedClusters.ts';
import { sameClusters } from './shown/shownClustering.ts';
import { createShownStore, type ShownStore } from './shown/shownStore.ts';

/** The workers and files of the room; tests pass fakes. */
export interface RoomClients extends ClustersClients {
  shipped: ShippedClusters;
}

/** The Clusters room. */
export interface ClustersStore {
  clients: RoomClients;
  studies: Studies & ComparisonCalls;
  runs: RunStore;
  shown: ShownStore;
  explained: ExplainStore;
  painter: Painter;
  paint: PaintStore;
  judge: JudgeStore;
  /** Shows a kept clustering: its clusters where it is trained, else where its training stands. */
  showRun(note: ClusterNote): Promise<void>;
  /** For a room that is entered: what comes with the app, and the clustering worked on last. */
  start(): Promise<void>;
  /** What the clustering on show was asked about galaxies it had told nothing of; kept with it where it is one of this browser. */
  takeResults(key: string, results: ClusterResults): Promise<void>;
  /** Shows AstroVaDEr's published weights. Rejects where the file is another. */
  showPublished(file: File): Promise<void>;
}

/** The stores of the room; a finished run comes on show. */
export function createClustersStore(clients: RoomClients): ClustersStore {
  const { shelf, session } = clients;
  const studies = createRevivingClient(clients.openStudies);
  const shown = createShownStore(clients);
  const runs = createClusteringRuns(clients, studies, note => {
    void showRun(note).then(() => shown.getState().paintMap());
  });
  const explained = createExplainStore(session, studies, shown);
  const painter = createPainter(clients);
  const paint = createPaintStore(painter);
  const judge = createJudgeStore({ clients, studies, shown, runs, painter });
  shown.subscribe((now, before) => {
    if (now.shown?.key !== before.shown?.key) paint.getState().clear();
    const same = now.told && before.told && sameClusters(now.told, before.told);
    if (now.shown?.key !== before.shown?.key || !same) judge.getState().clear();
  });

  async function showRun(note: ClusterNote): Promise<void> {
    const { key, title, kind, source } = note;
    try {
      const [kept, request] = await Promise.all([shelf.results(key), shelf.request(key)]);
      if (!kept || !request) {
        shown.getState().clear();
        await runs.getState().show(key);
        return;
      }
      const { portrait, results, model } = kept;
      const { mask, turn } = request;
      await shown.getState().show({
        ...{ key, title, kind, source, mask, turn, portrait, results },
        network: { kind: 'model', model: async () => model },
      });
    } catch (error) {
      session.notices.getState().complain(sentenceOf(error));
    }
  }

  async function start(): Promise<void> {
    await runs.getState().list();
    const { runs: kept, open } = runs.getState();
    const { catalogue } = session.catalogue.getState();
    const key = catalogue && keyOfCatalogue(catalogue);
    const last = kept.find(({ source }) => source.catalogueKey === key);
    if (last && !open && !shown.getState().shown) await showRun(last);
    await shown.getState().start(runs.getState().open === null);
  }

  session.catalogue.subscribe((now, before) => {
    if (now.catalogue === before.catalogue) return;
    if (runs.getState().open?.step === 'resting') runs.setState({ open: null }); // it is of another catalogue
    void start(); // a reload opens its catalogue after the room
  });

  async function takeResults(key: string, results: ClusterResults): Promise<void> {
    const before = shown.getState().shown;
    if (before?.key !== key) return;
    const all = before.results ? joinedResults(before.results, results) : results;
    shown.getState().takeResults(key, all);
    const kept = await shelf.results(key).catch(() => undefined);
    if (!kept) return; // one that came with the app, or from a file
    await shelf.putResults(key, { ...kept, results: all }).catch((error: unknown) => {
      session.notices.getState().complain(`What it said could not be kept: ${sentenceOf(error)}`);
    });
  }

  async function showPublished(file: File): Promise<void> {
    const network = { kind: 'published' as const, file };
    const key = `published ${file.size}`;
    const portrait = await painter.portray({ key, network });
    await shown.getState().show({
      ...{ key, network, portrait, title: 'AstroVaDEr, as published', kind: 'pixels' },
      source: {
        catalogue: 'SDSS DR10',
        catalogueKey: '',
        words: 'its authors’',
        count: 159_600,
        uncovered: [],
      },
      card: 'Weights of Spindler, Geach & Smith 2020, from their file. Known flaw, published with it: it groups galaxies by where a companion stands.',
      ...{ mask: false, turn: false, results: null },
    });
  }

  return {
    ...{ clients, studies, runs, shown, explained, painter, paint, judge },
    ...{ start, showRun, takeResults, showPublished },
  };
}
