import { Button, Skeleton } from '@mantine/core';
import { IconAlertTriangle, IconPhotoSpark, IconPlus } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { CurationRecipe } from '../../contracts/curation.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import room from '../../ui/room.module.css';
import { NewSetForm } from './curate/NewSetForm.tsx';
import { recipeOfColumn, recipeOfSet } from './curate/recipeOfSet.ts';
import classes from './DistilRoom.module.css';
import type { DistilStore } from './distilStore.ts';
import { RestingRun } from './run/RestingRun.tsx';
import { SetMenu } from './SetMenu.tsx';
import { ShownPrototypes } from './ShownPrototypes.tsx';

/** What a few synthetic images teach a network about galaxies, and how they form. */
export function DistilRoom({ store }: { store: DistilStore }) {
  const { status, shown, failure, chosen } = useStore(store.gallery);
  const busy = useStore(store.runs, s => (s.open && s.open.step !== 'resting' ? s.open.request.title : null));
  const session = useSession();
  const [making, setMaking] = useState(false);
  const [handed, setHanded] = useState<CurationRecipe | null>(null);
  useEffect(() => {
    const take = () => {
      const galaxies = session.handover.getState().take('distil');
      if (!galaxies) return;
      const { column } = galaxies;
      setHanded(column === undefined ? recipeOfSet(session, galaxies) : recipeOfColumn(session, column));
      setMaking(true);
    };
    take();
    return session.handover.subscribe(take);
  }, [session]);
  useEffect(() => {
    void store.gallery.getState().open();
    void store.runs.getState().list();
  }, [store]);
  return (
    <section className={`${room.room} ${classes.room}`} aria-label="Distillation">
      <header className={room.header}>
        <SetMenu store={store} />
        <Button
          variant="default"
          size="compact-xs"
          leftSection={<IconPlus size={14} />}
          aria-expanded={making}
          onClick={() => {
            setHanded(null); // the galaxies handed over were for that set
            setMaking(!making);
          }}
        >
          New set
        </Button>
      </header>
      {!making && <RestingRun store={store} />}
      {making && (
        <NewSetForm
          key={handed?.title}
          clients={store.clients}
          start={handed}
          busy={busy}
          onBegin={store.runs.getState().distil}
          onDone={() => {
            setMaking(false);
            setHanded(null);
          }}
        />
      )}
      {!making && status === 'failed' && chosen && (
        <EmptyState
          tone="problem"
          icon={<IconAlertTriangle size={20} />}
          action={
            <Button variant="default" size="xs" onClick={() => void store.gallery.getState().choose(chosen)}>
              Try again
            </Button>
          }
        >
          The prototypes could not be shown: {failure}
        </EmptyState>
      )}
      {!making && (status === 'empty' || (status === 'failed' && !chosen)) && (
        <EmptyState icon={<IconPhotoSpark size={20} />}>
          No prototypes come with this copy of the app. Make a set of your own: a few images a class that
          teach a network what all galaxies of the class would.
        </EmptyState>
      )}
      {!making && status === 'loading' && <Skeleton height={320} aria-label="Fetching prototypes" />}
      {!making && status === 'ready' && shown && <ShownPrototypes store={store} shown={shown} />}
    </section>
  );
}
