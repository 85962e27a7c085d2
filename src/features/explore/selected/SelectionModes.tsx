import '@mantine/core/styles/FloatingIndicator.css';
import '@mantine/core/styles/SegmentedControl.css';
import { SegmentedControl } from '@mantine/core';
import { useStore } from 'zustand';
import { useSession } from '../../../session/SessionContext.tsx';
import type { SetMode } from '../../../session/sets/galaxySet.ts';

const modes: { value: SetMode; label: string }[] = [
  { value: 'new', label: 'New' },
  { value: 'add', label: 'Add' },
  { value: 'subtract', label: 'Subtract' },
  { value: 'intersect', label: 'Intersect' },
];

/** What the next choice of galaxies does to those selected; Shift, Alt and both ask for the last three at once. */
export function SelectionModes() {
  const { selection } = useSession();
  const mode = useStore(selection, s => s.mode);
  return (
    <SegmentedControl
      fullWidth
      size="xs"
      aria-label="What the next selection does: Shift adds, Alt subtracts, both intersect"
      data={modes}
      value={mode}
      onChange={value => selection.getState().changeMode(value as SetMode)}
    />
  );
}
