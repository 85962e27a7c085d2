import '@mantine/core/styles/FloatingIndicator.css';
import '@mantine/core/styles/SegmentedControl.css';
import { ActionIcon, SegmentedControl } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { useSession } from '../../../session/SessionContext.tsx';
import room from '../../../ui/room.module.css';
import { shortName } from '../../../ui/text/columnText.ts';
import type { SimilarStore } from '../similarState.ts';

interface SearchPlaceProps {
  store: SimilarStore;
  /** Lets the second catalogue go. */
  onClose(): void;
}

const longest = 18; // characters of a catalogue's name that fit

/** Which of the two open catalogues is searched. */
export function SearchPlace({ store, onClose }: SearchPlaceProps) {
  const session = useSession();
  const first = useStore(session.catalogue, s => s.catalogue?.name ?? '');
  const second = useStore(session.second, s => s.second?.catalogue.name ?? '');
  const on = useStore(store, s => s.across);
  return (
    <div className={room.header}>
      <SegmentedControl
        className={room.grow}
        fullWidth
        size="xs"
        aria-label="Search in"
        data={[
          { value: 'here', label: shortName(first, longest) },
          { value: 'there', label: shortName(second, longest) },
        ]}
        value={on ? 'there' : 'here'}
        onChange={value => store.getState().searchAcross(value === 'there')}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={`Let go of ${second}`}
        title={`Let go of ${second}, which was open before`}
        onClick={onClose}
      >
        <IconX size={16} />
      </ActionIcon>
    </div>
  );
}
