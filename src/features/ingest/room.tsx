import { IconDatabase } from '@tabler/icons-react';
import type { Room } from '../../session/room.ts';
import type { IngestStore } from './ingestStore.ts';

/** Opens catalogues and lists their columns. */
export const data: Room<{ ingest: IngestStore }> = {
  name: 'data',
  title: 'Data',
  icon: IconDatabase,
  prepare:
    ({ ingest }) =>
    async () => {
      const { DataRoom } = await import('./DataRoom.tsx');
      return () => <DataRoom store={ingest} />;
    },
};
