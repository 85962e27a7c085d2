import { IconTelescope } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { useSession } from '../../session/SessionContext.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import room from '../../ui/room.module.css';
import classes from './ExploreRoom.module.css';
import { FilterPanel } from './filters/FilterPanel.tsx';
import type { Explore } from './openExplore.ts';
import { Selected } from './selected/Selected.tsx';
import { Keepsakes } from './sets/Keepsakes.tsx';

/** Many galaxies at once: what is in the selection, how it differs, and what is filtered in. */
export function ExploreRoom({ stores }: { stores: Explore }) {
  const session = useSession();
  const catalogue = useStore(session.catalogue, s => s.catalogue);
  if (!catalogue) {
    return (
      <section className={room.room} aria-label="Explore galaxies">
        <EmptyState icon={<IconTelescope size={20} />}>
          Open a catalogue in the Data room to filter and select its galaxies.
        </EmptyState>
      </section>
    );
  }
  return (
    <section className={`${room.room} ${classes.room}`} aria-label="Explore galaxies">
      <p className={room.note}>What is in the selection, and how it differs.</p>
      <Selected catalogue={catalogue} />
      <FilterPanel store={stores.filters} />
      <Keepsakes store={stores.keepsakes} panel={stores.filters} />
    </section>
  );
}
