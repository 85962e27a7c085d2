import type { ClusterStudiesWorker } from '../../contracts/clustering/clusterStudies.ts';
import { createClusterDatabase } from '../../data/runs/clusterDatabase.ts';
import { createRunLocks } from '../../data/runs/runLocks.ts';
import { createKeepsakeDatabase } from '../../data/sets/keepsakeDatabase.ts';
import { openWorker } from '../../rpc/client.ts';
import type { HouseServices } from '../../session/houseServices.ts';
import { type ClustersStore, createClustersStore } from './clustersStore.ts';
import { createShippedClusters } from './shown/shippedClusters.ts';

/** What the Clusters room needs of the house. */
export type ClustersNeeds = Pick<
  HouseServices,
  'session' | 'openTensorWorker' | 'pixels' | 'encoders' | 'enter' | 'drawMap' | 'tensor'
>;

/** The store of the Clusters room on this browser's database, with workers of its own. */
export function openClusters({
  session,
  openTensorWorker,
  pixels,
  encoders,
  enter,
  drawMap,
  tensor,
}: ClustersNeeds): ClustersStore {
  const sets = createKeepsakeDatabase();
  const store = createClustersStore({
    session,
    openWorker: openTensorWorker,
    openStudies: () =>
      openWorker<ClusterStudiesWorker>(
        () =>
          new Worker(new URL('../../../workers/clusters.worker.ts', import.meta.url), {
            type: 'module',
            name: 'clusters',
          }),
      ),
    pixels,
    async mapNetwork(control) {
      const { title, view } = await encoders.load(control);
      const { sidePx } = view;
      return {
        ...{ title, sidePx },
        embed: pixelsOf => {
          const rows = new Uint32Array(pixelsOf.length / (3 * sidePx ** 2));
          return tensor.call(api => api.embed({ rows, sidePx, pixels: pixelsOf, problems: [] }));
        },
      };
    },
    enter,
    drawMap,
    backend: async () => (await tensor.report()).chosen,
    shelf: createClusterDatabase(),
    async setsOf(catalogue) {
      const { items } = await sets.list(catalogue);
      return items.filter(item => item.kind === 'set');
    },
    locks: createRunLocks('clusters'),
    shipped: createShippedClusters(new URL('clusters/', document.baseURI).href, (...all) => fetch(...all)),
    newKey: () => crypto.randomUUID(),
  });
  keepOnLeaving(store);
  return store;
}

/** Has the worker write a checkpoint as the page goes: it does so at each pause. A page that comes back goes on. */
function keepOnLeaving(
  { runs, clients }: Pick<ClustersStore, 'runs' | 'clients'>,
  page: EventTarget = window,
): void {
  let paused: string | undefined; // the run that this pauses
  page.addEventListener('pagehide', () => {
    const { open, pause } = runs.getState();
    if (open?.step !== 'training') return;
    const { jobs } = clients.session.jobs.getState();
    if (jobs.some(job => job.id === open.jobId && job.paused)) return; // it is kept already, and stays paused
    paused = open.key;
    pause();
  });
  page.addEventListener('pageshow', () => {
    const { open, resume } = runs.getState();
    if (paused !== undefined && open?.key === paused) resume();
    paused = undefined;
  });
}
