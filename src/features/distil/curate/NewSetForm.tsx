import { useStore } from 'zustand';
import { useSession } from '../../../session/SessionContext.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import type { DistilStore } from '../distilStore.ts';
import { SetForm } from './SetForm.tsx';

export interface NewSetFormProps {
  store: DistilStore;
  onDone(): void;
}

/** A new set of prototypes from the open catalogue, once one with images is open. */
export function NewSetForm({ store, onDone }: NewSetFormProps) {
  const catalogue = useStore(useSession().catalogue, s => s.catalogue);
  if (!catalogue) {
    return <EmptyState>No catalogue is open yet. Its classes are chosen here as soon as one is.</EmptyState>;
  }
  if (!catalogue.hasImages) {
    return (
      <EmptyState>
        The open catalogue has no images. Open one with images in the Data room to distil it.
      </EmptyState>
    );
  }
  return <SetForm key={catalogue.handle} store={store} catalogue={catalogue} onDone={onDone} />;
}
