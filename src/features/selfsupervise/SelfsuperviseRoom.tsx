import { Button } from '@mantine/core';
import { IconAlertTriangle, IconArrowsShuffle } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { useSession } from '../../session/SessionContext.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import room from '../../ui/room.module.css';
import { PlanForm } from './PlanForm.tsx';
import { RunList } from './RunList.tsx';
import { RunView } from './RunView.tsx';
import type { SelfStore } from './selfState.ts';

/** The room: a network learns from galaxies without a label, and one sees what it comes to know. */
export function SelfsuperviseRoom({ store }: { store: SelfStore }) {
  const { catalogue: catalogues } = useSession();
  const catalogue = useStore(catalogues, s => s.catalogue);
  const failure = useStore(store, s => s.failure);
  const shown = useStore(store, s => s.runs?.find(({ key }) => key === s.shown));
  const work = useStore(store, s => s.work);
  const preparing = work !== null && !shown;
  if (!catalogue?.hasImages) {
    return (
      <section className={room.room} aria-label="Self-supervise a network">
        <EmptyState icon={<IconArrowsShuffle size={20} />}>
          {catalogue
            ? `${catalogue.name} has no images, and a network learns from images: open a catalogue that has some in the Data room.`
            : 'Open a catalogue in the Data room: a network learns from its galaxies, without labels.'}
        </EmptyState>
      </section>
    );
  }
  return (
    <section className={room.room} aria-label="Self-supervise a network">
      {failure && (
        <EmptyState tone="problem" icon={<IconAlertTriangle size={20} />}>
          {failure}
        </EmptyState>
      )}
      {shown || preparing ? (
        <>
          <div>
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => store.getState().show(null)}
              disabled={preparing}
            >
              All trainings
            </Button>
          </div>
          <RunView store={store} run={shown} />
        </>
      ) : (
        <>
          {!work && <PlanForm store={store} />}
          <RunList store={store} />
        </>
      )}
    </section>
  );
}
