import { ActionIcon, Skeleton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconX } from '@tabler/icons-react';
import { type ComponentType, type CSSProperties, Suspense, use, useState } from 'react';
import { useStore } from 'zustand';
import { SelectedGalaxy } from '../../features/galaxy/SelectedGalaxy.tsx';
import { useSession } from '../../session/SessionContext.tsx';
import { lazyPart } from '../../ui/lazyPart.tsx';
import type { House } from '../house.ts';
import { roomNamed } from '../rooms.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { PanelEdge } from './PanelEdge.tsx';
import styles from './RoomPanel.module.css';
import { Welcome } from './Welcome.tsx';

const PredictedLine = lazyPart(
  'What the network says',
  async () => (await import('../../features/network/answers/PredictedLine.tsx')).PredictedLine,
);

const narrow = '(max-width: 900px)'; // as in RoomPanel.module.css

interface RoomPanelProps {
  house: House;
  /** True where the room lies under the map, not beside it. */
  underMap: boolean;
}

/**
 * The open room beside the map, under the selected galaxy. In the low sheet of a narrow window a room that shows the
 * galaxy itself goes first.
 */
export function RoomPanel({ house, underMap }: RoomPanelProps) {
  const { preferences, predictions } = useSession();
  const predicted = useStore(predictions, p => p.predictions !== null);
  const room = roomNamed(useStore(house.view, v => v.room));
  const widthPx = useStore(preferences, p => p.panelWidthPx);
  const isSheet = useMediaQuery(narrow, undefined, { getInitialValueInEffect: false });
  if (!room) return null;
  const roomFirst = room.showsGalaxy && isSheet;
  const galaxy = (
    <SelectedGalaxy
      room={room.name}
      summary={predicted && <PredictedLine onOpen={() => house.view.getState().enter('network')} />}
    />
  );
  return (
    <aside
      className={styles.panel}
      data-under={underMap || undefined}
      style={{ '--panel-width': `${widthPx}px` } as CSSProperties}
      aria-label={room.title}
    >
      {!underMap && <PanelEdge />}
      <div className={styles.body}>
        <Welcome house={house} />
        {!roomFirst && galaxy}
        <header className={styles.head}>
          <h1 className={styles.title}>{room.title}</h1>
          <ActionIcon aria-label="Close the panel" onClick={() => house.view.getState().enter(null)}>
            <IconX size={16} />
          </ActionIcon>
        </header>
        <OpenRoom key={room.name} title={room.title} open={() => house.openRoom(room.name)} />
        {roomFirst && galaxy}
      </div>
    </aside>
  );
}

/** A room; a placeholder while it loads, and a way to load it again after a failure. */
function OpenRoom({ title, open }: { title: string; open(): Promise<ComponentType> }) {
  const [opening, setOpening] = useState(open); // kept above the Suspense: React discards the state of what waits below it
  return (
    <ErrorBoundary what={`The room ${title}`} onRetry={() => setOpening(open())}>
      <Suspense fallback={<Skeleton height={160} width="auto" m="md" aria-label="Loading the room" />}>
        <Loaded opening={opening} />
      </Suspense>
    </ErrorBoundary>
  );
}

function Loaded({ opening }: { opening: Promise<ComponentType> }) {
  const Panel = use(opening);
  return <Panel />;
}
