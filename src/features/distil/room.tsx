import { IconFlask } from '@tabler/icons-react';
import { loadOnce } from '../../rpc/loadOnce.ts';
import type { HouseServices } from '../../session/houseServices.ts';
import type { Room } from '../../session/room.ts';

/** Distils a set of galaxies into a few synthetic prototypes. */
export const distil: Room<Pick<HouseServices, 'session' | 'openTensorWorker' | 'pixels'>> = {
  name: 'distil',
  title: 'Distil',
  icon: IconFlask,
  prepare(house) {
    const openStore = loadOnce(async () => (await import('./openDistil.ts')).openDistil(house));
    return async () => {
      const [{ DistilRoom }, store] = await Promise.all([import('./DistilRoom.tsx'), openStore()]);
      return () => <DistilRoom store={store} />;
    };
  },
};
