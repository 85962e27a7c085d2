import { useStore } from 'zustand';
import { useSession } from '../../../session/SessionContext.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { SetForm, type SetFormProps } from './SetForm.tsx';

type NewSetFormProps = Omit<SetFormProps, 'catalogue'>;

/** A new set of prototypes from the open catalogue, once one with images is open. */
export function NewSetForm(props: NewSetFormProps) {
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
  return <SetForm key={catalogue.handle} catalogue={catalogue} {...props} />;
}
