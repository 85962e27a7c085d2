import { IconDatabase } from '@tabler/icons-react';
import type { Room } from '../../session/room.ts';
import type { IngestStore } from './ingestStore.ts';
import type { AwayPictures } from './OpenCatalogue.tsx';
import type { RecentStore } from './recent/recentStore.ts';

/** Opens catalogues and lists their columns. */
export const data: Room<{
  ingest: IngestStore;
  openRecent(): Promise<RecentStore>;
  saveSession(): Promise<void>;
  awayPictures: AwayPictures;
}> = {
  name: 'data',
  title: 'Data',
  icon: IconDatabase,
  prepare:
    ({ ingest, openRecent, saveSession, awayPictures }) =>
    async () => {
      const { DataRoom } = await import('./DataRoom.tsx');
      return () => (
        <DataRoom
          store={ingest}
          openRecent={openRecent}
          saveSession={saveSession}
          awayPictures={awayPictures}
        />
      );
    },
};
