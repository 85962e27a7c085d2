import { IconTable } from '@tabler/icons-react';
import type { Room } from '../../session/room.ts';

/** The catalogue as a table. Needs nothing but the session. */
export const table: Room<unknown> = {
  name: 'table',
  title: 'Table',
  icon: IconTable,
  isWide: true,
  prepare: () => async () => (await import('./TableRoom.tsx')).TableRoom,
};
