import { Button, Skeleton } from '@mantine/core';
import { IconAlertTriangle, IconCirclesRelation, IconPlus } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../../session/SessionContext.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import room from '../../ui/room.module.css';
import { ClusteringMenu } from './ClusteringMenu.tsx';
import { ClusteringOnShow } from './ClusteringOnShow.tsx';
import { NewClustering } from './choose/NewClustering.tsx';
import type { ClustersStore } from './clustersStore.ts';
import { MeasureFold } from './measure/MeasureFold.tsx';
import { OpenPublished } from './OpenPublished.tsx';
import { TrainingPanel } from './run/TrainingPanel.tsx';

/** Groups of galaxies found without labels: what they are about, what they look like, and new ones. */
export function ClustersRoom({ store }: { store: ClustersStore }) {
  const session = useSession();
  const { shown, opening, failure } = useStore(store.shown);
  const open = useStore(store.runs, s => s.open);
  const unread = useStore(store.runs, s => s.unread);
  const backend = useStore(session.preferences, s => s.backend);
  const [making, setMaking] = useState(false);
  useEffect(() => {
    void store.start();
  }, [store]);
  const working = open !== null && open.step !== 'resting';
  const resting = open !== null && shown?.key !== open.key;
  return (
    <section className={room.room} aria-label="Clusters">
      <header className={room.header}>
        <ClusteringMenu store={store} />
        <Button
          variant="default"
          size="compact-xs"
          leftSection={<IconPlus size={14} />}
          aria-expanded={making}
          onClick={() => setMaking(!making)}
        >
          New
        </Button>
      </header>
      {unread && <p className={room.note}>{unread}</p>}
      {making && (
        <NewClustering
          studies={store.studies}
          pixels={store.clients.pixels}
          setsOf={store.clients.setsOf}
          backend={backend ?? 'wasm'}
          busy={working ? open.title : null}
          onBegin={store.runs.getState().begin}
          onDone={() => setMaking(false)}
        />
      )}
      {!making && open && (working || resting) && <TrainingPanel runs={store.runs} run={open} />}
      {!making && failure && (
        <EmptyState tone="problem" icon={<IconAlertTriangle size={20} />}>
          The clustering could not be shown: {failure}
        </EmptyState>
      )}
      {!making && opening && !shown && (
        <Skeleton height={320} role="status" aria-label="Fetching a clustering" />
      )}
      {!making && !opening && !shown && !open && !failure && (
        <EmptyState
          icon={<IconCirclesRelation size={20} />}
          action={
            <Button size="xs" onClick={() => setMaking(true)}>
              Find clusters
            </Button>
          }
        >
          No clustering of this catalogue yet. A network learns to draw its galaxies from a few numbers, and
          groups them by these: no labels are needed.
        </EmptyState>
      )}
      {!making && shown && <ClusteringOnShow store={store} clustering={shown} />}
      {!making && <MeasureFold studies={store.studies} pixels={store.clients.pixels} />}
      {!making && <OpenPublished store={store} />}
    </section>
  );
}
