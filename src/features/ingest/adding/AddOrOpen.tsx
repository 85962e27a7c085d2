import '@mantine/core/styles/Overlay.css';
import '@mantine/core/styles/ModalBase.css';
import '@mantine/core/styles/Modal.css';
import { Button, Modal } from '@mantine/core';
import { useStore } from 'zustand';
import { useSession } from '../../../session/SessionContext.tsx';
import room from '../../../ui/room.module.css';
import { formatCounted } from '../../../ui/text/quantity.ts';
import type { AddingStore } from './addingStore.ts';

/** Asks where dropped galaxies belong, while a catalogue is open that they can be added to. */
export function AddOrOpen({ store }: { store: AddingStore }) {
  const { asked, answer } = useStore(store);
  const catalogue = useStore(useSession().catalogue, s => s.catalogue);
  if (!asked || !catalogue) return null;
  const what = asked.length === 1 ? asked[0].path : formatCounted(asked.length, 'file');
  return (
    <Modal
      opened
      onClose={() => void answer('neither')}
      centered
      title="Where do these galaxies belong?"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={room.part}>
        <p className={room.note}>
          You dropped {what} while {catalogue.name} is open. Added galaxies are placed on its map by its own
          network; opened as new, they take its place, and it stays under Recent.
        </p>
        <div className={room.line}>
          <Button size="xs" data-autofocus onClick={() => void answer('add')}>
            Add to {catalogue.name}
          </Button>
          <Button size="xs" variant="default" onClick={() => void answer('open')}>
            Open as new
          </Button>
        </div>
      </div>
    </Modal>
  );
}
