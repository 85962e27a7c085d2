import '@mantine/core/styles/Overlay.css';
import '@mantine/core/styles/ModalBase.css';
import '@mantine/core/styles/Modal.css';
import { Button, Modal, Skeleton } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { LibraryStore } from '../../features/models/libraryStore.ts';
import { ModelsDialog } from '../../features/models/ModelsDialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import type { House } from '../house.ts';

/** The dialog with the list of models, opened with `m`. */
export function Models({ house }: { house: House }) {
  const [library, setLibrary] = useState<LibraryStore | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [failed, setFailed] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks again
  useEffect(() => {
    setFailed(false);
    house.openLibrary().then(setLibrary, () => setFailed(true));
  }, [house, attempt]);
  return (
    <Modal
      opened
      onClose={() => house.view.getState().showModels(false)}
      title="Models"
      size={720}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {library ? (
        <ModelsDialog models={house.models} library={library} />
      ) : failed ? (
        <EmptyState
          tone="problem"
          action={<Button onClick={() => setAttempt(attempt + 1)}>Try again</Button>}
        >
          The list of models could not be loaded from this site.
        </EmptyState>
      ) : (
        <Skeleton height={320} />
      )}
    </Modal>
  );
}
