import { ActionIcon, Skeleton } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type CSSProperties, lazy, Suspense } from 'react';
import { useStore } from 'zustand';
import { SelectedGalaxy } from '../../features/galaxy/SelectedGalaxy.tsx';
import { useSession } from '../../session/SessionContext.tsx';
import type { House } from '../house.ts';
import { roomNamed } from '../rooms.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { PanelEdge } from './PanelEdge.tsx';
import styles from './RoomPanel.module.css';

const PredictedLine = lazy(async () => ({
  default: (await import('../../features/network/PredictedLine.tsx')).PredictedLine,
}));

/** The open room beside the map, with the selected galaxy on top: as the room's own card, or above it. */
export function RoomPanel({ house }: { house: House }) {
  const { preferences, predictions } = useSession();
  const predicted = useStore(predictions, p => p.predictions !== null);
  const room = roomNamed(useStore(house.view, v => v.room));
  const widthPx = useStore(preferences, p => p.panelWidthPx);
  if (!room) return null;
  const galaxy = (
    <SelectedGalaxy
      withoutImage={room.showsGalaxy}
      summary={
        predicted && (
          <Suspense fallback={null}>
            <PredictedLine onOpen={() => house.view.getState().enter('network')} />
          </Suspense>
        )
      }
    />
  );
  return (
    <aside
      className={styles.panel}
      style={{ '--panel-width': `${widthPx}px` } as CSSProperties}
      aria-label={room.title}
    >
      <PanelEdge />
      <header className={styles.head}>
        <h1 className={styles.title}>{room.title}</h1>
        <ActionIcon aria-label="Close the panel" onClick={() => house.view.getState().enter(null)}>
          <IconX size={16} />
        </ActionIcon>
      </header>
      <div className={styles.body}>
        {!room.showsGalaxy && galaxy}
        <ErrorBoundary key={room.name} what={`The room ${room.title}`}>
          <Suspense fallback={<Skeleton height={160} m="md" aria-label="Loading the room" />}>
            <room.Panel house={house} />
          </Suspense>
        </ErrorBoundary>
        {room.showsGalaxy && galaxy}
      </div>
    </aside>
  );
}
