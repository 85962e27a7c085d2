import type { ClusterNote } from '../../data/runs/clusterRuns.ts';
import { createRevivingClient } from '../../rpc/revivingClient.ts';
import { sentenceOf } from '../../session/notices.ts';
import type { ComparisonCalls, Studies } from './choose/pictureReader.ts';
import type { ClustersClients } from './clustersClients.ts';
import type { RunStore } from './run/runState.ts';
import { createRunStore } from './run/runStore.ts';
import { createExplainStore, type ExplainStore } from './shown/explainStore.ts';
import { createPainter, type Painter } from './shown/painter.ts';
import { createPaintStore, type PaintStore } from './shown/paintStore.ts';
import { createShownStore, type ShownStore } from './shown/shownStore.ts';

/** The Clusters room. */
export interface ClustersStore {
  clients: ClustersClients;
  studies: Studies & ComparisonCalls;
  runs: RunStore;
  shown: ShownStore;
  explained: ExplainStore;
  painter: Painter;
  paint: PaintStore;
  /** Shows a kept clustering: its clusters where it is trained, else where its training stands. */
  showRun(note: ClusterNote): Promise<void>;
}

/** The stores of the room; a finished run comes on show. */
export function createClustersStore(clients: ClustersClients): ClustersStore {
  const { shelf, session } = clients;
  const studies = createRevivingClient(clients.openStudies);
  const shown = createShownStore(clients);
  const runs = createRunStore(clients, studies, note => {
    void showRun(note).then(() => shown.getState().paintMap());
  });
  const explained = createExplainStore(session, studies, shown);
  const painter = createPainter(clients);
  const paint = createPaintStore(painter);
  shown.subscribe((now, before) => {
    if (now.shown?.key !== before.shown?.key) paint.getState().clear();
  });

  async function showRun(note: ClusterNote): Promise<void> {
    const { key, title, kind, source } = note;
    try {
      const [kept, request] = await Promise.all([shelf.results(key), shelf.request(key)]);
      if (!kept || !request) return await runs.getState().show(key);
      const { portrait, results, model } = kept;
      const { mask, turn } = request;
      await shown.getState().show({
        ...{ key, title, kind, source, mask, turn, portrait, results },
        model: async () => model,
      });
    } catch (error) {
      session.notices.getState().complain(sentenceOf(error));
    }
  }

  return { clients, studies, runs, shown, explained, painter, paint, showRun };
}
