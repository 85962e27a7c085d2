import { IconSchool } from '@tabler/icons-react';
import { loadOnce } from '../../rpc/loadOnce.ts';
import type { Room } from '../../session/room.ts';
import { NarrowedNotes } from '../../ui/files/FileServices.tsx';
import { notesOfWhole } from '../../ui/files/fileNotes.ts';
import type { FinetuneNeeds } from './openFinetune.ts';

/** The room that teaches a network a new question with labels, given by hand or from the catalogue. */
export const finetune: Room<FinetuneNeeds> = {
  name: 'finetune',
  title: 'Fine-tune',
  icon: IconSchool,
  prepare(house) {
    const openStores = loadOnce(async () => (await import('./openFinetune.ts')).openFinetune(house));
    return async () => {
      const [{ FinetuneRoom }, stores] = await Promise.all([import('./FinetuneRoom.tsx'), openStores()]);
      return () => (
        <NarrowedNotes by={notesOfWhole}>
          <FinetuneRoom finetune={stores} />
        </NarrowedNotes>
      );
    };
  },
};
