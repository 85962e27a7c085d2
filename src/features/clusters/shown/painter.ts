import type { ClusterGalaxies, ClusterVerdicts } from '../../../contracts/clusters.ts';
import type { ClustersClients } from '../clustersClients.ts';
import { createClusterClient } from '../run/clusterClient.ts';
import type { ShownClustering } from './shownClustering.ts';

/** The trained network of the clustering on show, in a worker that is started when it is first asked. */
export interface Painter {
  /** Pictures from codes: (n, latents) → (n, sidePx²), about 0–1 */
  paint(clustering: ShownClustering, codes: Float32Array): Promise<Float32Array>;
  /** What it says of galaxies. */
  describe(clustering: ShownClustering, galaxies: ClusterGalaxies): Promise<ClusterVerdicts>;
  end(): void;
}

/** A painter with a worker of its own, apart from the one that trains. */
export function createPainter({
  session,
  openWorker,
}: Pick<ClustersClients, 'session' | 'openWorker'>): Painter {
  const client = createClusterClient({
    openWorker,
    backend: () => session.preferences.getState().backend,
    onOpened: () => {},
    onLost: () => session.notices.getState().say('The painter lost its worker; it was started again.'),
  });
  function take(clustering: ShownClustering): void {
    client.take({
      kind: 'model',
      key: clustering.key,
      async open(api) {
        await api.openClusters(await clustering.model());
      },
    });
  }
  return {
    paint(clustering, codes) {
      take(clustering);
      return client.call({}, api => api.paintClusters(codes));
    },
    describe(clustering, galaxies) {
      take(clustering);
      return client.call({}, api => api.describeClusters(galaxies));
    },
    end: client.end,
  };
}
