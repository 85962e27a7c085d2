import { Button, FileButton } from '@mantine/core';
import { useState } from 'react';
import { sentenceOf } from '../../session/notices.ts';
import { useSession } from '../../session/SessionContext.tsx';
import room from '../../ui/room.module.css';
import type { ClustersStore } from './clustersStore.ts';
import classes from './OpenPublished.module.css';

/** Opens AstroVaDEr's own weights from their HDF5 file, chosen or dropped. */
export function OpenPublished({ store }: { store: ClustersStore }) {
  const { notices } = useSession();
  const [opening, setOpening] = useState(false);
  async function open(file: File | null | undefined): Promise<void> {
    if (!file) return;
    setOpening(true);
    try {
      await store.showPublished(file);
    } catch (error) {
      notices.getState().complain(`${file.name} could not be opened: ${sentenceOf(error)}`);
    }
    setOpening(false);
  }
  return (
    <section
      className={classes.place}
      aria-label="Published weights"
      data-takes-files
      onDrop={event => void open(event.dataTransfer.files[0])}
    >
      <p className={room.note}>
        AstroVaDEr’s authors published theirs as an HDF5 file, saved_weights.h5. Drop it here to see its
        twelve clusters, or
      </p>
      <FileButton onChange={file => void open(file)} accept=".h5,.hdf5">
        {props => (
          <Button {...props} size="compact-xs" variant="default" loading={opening}>
            Open the file…
          </Button>
        )}
      </FileButton>
    </section>
  );
}
