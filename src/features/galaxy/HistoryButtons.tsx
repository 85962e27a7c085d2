import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { useSession } from '../../session/SessionContext.tsx';

/** Back and forward through the galaxies a person has chosen. */
export function HistoryButtons() {
  const { selection } = useSession();
  const { row, history, place, back, forward } = useStore(selection);
  const canGoBack = row === null ? place >= 0 : place > 0;
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        aria-label="Previous galaxy"
        aria-keyshortcuts="["
        title="Previous galaxy  ["
        disabled={!canGoBack}
        onClick={back}
      >
        <IconChevronLeft size={16} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        aria-label="Next galaxy"
        aria-keyshortcuts="]"
        title="Next galaxy  ]"
        disabled={place + 1 >= history.length}
        onClick={forward}
      >
        <IconChevronRight size={16} />
      </ActionIcon>
    </>
  );
}
