import type {
  ClusterPortrait,
  ClusterVerdicts,
  GalaxiesToCluster,
} from '../../../contracts/clustering/clusters.ts';
import type { ClustersClients } from '../choose/clustersClients.ts';
import { createClusterClient } from '../run/clusterClient.ts';
import type { ShownClustering } from './shownClustering.ts';

/** The trained network of the clustering on show, in a worker that is started when it is first asked. */
export interface Painter {
  /** The components of a network, and the pictures of their means. */
  portray(clustering: Pick<ShownClustering, 'key' | 'network'>): Promise<ClusterPortrait>;
  /** Pictures from codes: (n, latents) → (n, sidePx²), about 0–1 */
  paint(clustering: ShownClustering, codes: Float32Array): Promise<Float32Array>;
  /** What it says of galaxies. */
  describe(clustering: ShownClustering, galaxies: GalaxiesToCluster): Promise<ClusterVerdicts>;
  end(): void;
}

/** A painter with a worker of its own, apart from the one that trains. */
export function createPainter({
  session,
  openWorker,
  backend,
}: Pick<ClustersClients, 'session' | 'openWorker' | 'backend'>): Painter {
  const client = createClusterClient({
    openWorker,
    backend,
    onOpened: () => {},
    onLost: () => session.notices.getState().say('The painter lost its worker; it was started again.'),
  });
  function take(clustering: Pick<ShownClustering, 'key' | 'network'>): void {
    client.take({
      kind: 'model',
      key: clustering.key,
      async open(api) {
        const { network } = clustering;
        if (network.kind === 'model') await api.openClusters(await network.model());
        else await api.openPublishedClusters(new Uint8Array(await network.file.arrayBuffer()));
      },
    });
  }
  return {
    portray(clustering) {
      take(clustering);
      return client.call({}, api => api.portrayClusters());
    },
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
