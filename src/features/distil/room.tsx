import { IconFlask } from '@tabler/icons-react';
import { loadOnce } from '../../rpc/loadOnce.ts';
import type { HouseServices } from '../../session/houseServices.ts';
import type { Room } from '../../session/room.ts';
import { NarrowedNotes } from '../../ui/files/FileServices.tsx';
import { notesOfProgram } from '../../ui/files/fileNotes.ts';

/** Distils a set of galaxies into a few synthetic prototypes, which need not be of the open catalogue: its files do not name it. */
export const distil: Room<Pick<HouseServices, 'session' | 'openTensorWorker' | 'pixels'>> = {
  name: 'distil',
  title: 'Distil',
  icon: IconFlask,
  prepare(house) {
    const openStore = loadOnce(async () => (await import('./openDistil.ts')).openDistil(house));
    return async () => {
      const [{ DistilRoom }, store] = await Promise.all([import('./DistilRoom.tsx'), openStore()]);
      return () => (
        <NarrowedNotes by={notesOfProgram}>
          <DistilRoom store={store} />
        </NarrowedNotes>
      );
    };
  },
};
