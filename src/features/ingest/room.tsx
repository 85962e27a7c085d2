import { IconDatabase } from '@tabler/icons-react';
import { loadOnce } from '../../rpc/loadOnce.ts';
import type { Room } from '../../session/room.ts';
import type { Session } from '../../session/session.ts';
import type { AddingStore } from './adding/addingStore.ts';
import type { IngestStore } from './ingestStore.ts';
import type { AwayPictures } from './OpenCatalogue.tsx';
import type { RecentStore } from './recent/recentStore.ts';

/** Opens catalogues and lists their columns. */
export const data: Room<{
  session: Session;
  ingest: IngestStore;
  openRecent(): Promise<RecentStore>;
  openAdding(): Promise<AddingStore>;
  saveSession(): Promise<void>;
  awayPictures: AwayPictures;
  provenanceNotes(): Promise<Readonly<Record<string, string>>>;
}> = {
  name: 'data',
  title: 'Data',
  icon: IconDatabase,
  prepare:
    ({ session, ingest, openRecent, openAdding, saveSession, awayPictures, provenanceNotes }) =>
    async () => {
      const { DataRoom } = await import('./DataRoom.tsx');
      const openSamp = loadOnce(async () => {
        const { createSampStore } = await import('./samp/sampStore.ts');
        return createSampStore({ session, open: ingest.getState().open, notes: provenanceNotes });
      });
      return () => (
        <DataRoom
          store={ingest}
          openRecent={openRecent}
          openAdding={openAdding}
          saveSession={saveSession}
          awayPictures={awayPictures}
          openSamp={openSamp}
        />
      );
    },
};
