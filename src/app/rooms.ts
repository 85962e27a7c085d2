import { IconDatabase, IconLayoutGrid, IconTable } from '@tabler/icons-react';
import { type ComponentType, lazy } from 'react';
import type { House } from './composition.ts';

/** A room: one word in the rail, one panel beside the map. */
export interface Room {
  name: string;
  /** The word in the rail. */
  title: string;
  icon: ComponentType<{ size?: number; stroke?: number }>;
  Panel: ComponentType<{ house: House }>;
}

/** The rooms in the order of a person's work; each is loaded when it is first entered. */
export const rooms: readonly Room[] = [
  {
    name: 'data',
    title: 'Data',
    icon: IconDatabase,
    Panel: lazy(() => import('./panels/DataPanel.tsx').then(m => ({ default: m.DataPanel }))),
  },
  {
    name: 'similar',
    title: 'Similar',
    icon: IconLayoutGrid,
    Panel: lazy(() => import('./panels/SimilarPanel.tsx').then(m => ({ default: m.SimilarPanel }))),
  },
  {
    name: 'table',
    title: 'Table',
    icon: IconTable,
    Panel: lazy(() => import('./panels/TablePanel.tsx').then(m => ({ default: m.TablePanel }))),
  },
];

export const firstRoom = 'similar';

export function roomNamed(name: string | null): Room | undefined {
  return rooms.find(room => room.name === name);
}
