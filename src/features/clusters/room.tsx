import { IconCirclesRelation } from '@tabler/icons-react';
import { loadOnce } from '../../rpc/loadOnce.ts';
import type { Room } from '../../session/room.ts';
import type { ClustersNeeds } from './openClusters.ts';

/** Groups galaxies without labels, and draws new ones. */
export const clusters: Room<ClustersNeeds> = {
  name: 'clusters',
  title: 'Clusters',
  icon: IconCirclesRelation,
  prepare(house) {
    const openStore = loadOnce(async () => (await import('./openClusters.ts')).openClusters(house));
    return async () => {
      const [{ ClustersRoom }, store] = await Promise.all([import('./ClustersRoom.tsx'), openStore()]);
      return () => <ClustersRoom store={store} />;
    };
  },
};
