import { IconArrowsShuffle } from '@tabler/icons-react';
import { loadOnce } from '../../rpc/loadOnce.ts';
import type { Room } from '../../session/room.ts';
import type { SelfNeeds } from './openSelfsupervise.ts';

/** The room in which a network learns from galaxies without any label. */
export const selfsupervise: Room<SelfNeeds> = {
  name: 'selfsupervise',
  title: 'Self-supervise',
  icon: IconArrowsShuffle,
  prepare(house) {
    const openStore = loadOnce(async () => (await import('./openSelfsupervise.ts')).openSelfsupervise(house));
    return async () => {
      const [{ SelfsuperviseRoom }, store] = await Promise.all([
        import('./SelfsuperviseRoom.tsx'),
        openStore(),
      ]);
      return () => <SelfsuperviseRoom store={store} />;
    };
  },
};
