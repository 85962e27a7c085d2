import '@mantine/core/styles/FloatingIndicator.css';
import '@mantine/core/styles/SegmentedControl.css';
import { SegmentedControl } from '@mantine/core';
import { useStore } from 'zustand';
import type { SimilarStore } from '../similarState.ts';

/** Whether the galaxies loaded are searched, or the whole survey on its host. */
export function WholePlace({ store }: { store: SimilarStore }) {
  const whole = useStore(store, s => s.whole);
  return (
    <SegmentedControl
      fullWidth
      size="xs"
      aria-label="Search in"
      data={[
        { value: 'sample', label: 'In the sample' },
        { value: 'whole', label: 'In the whole survey' },
      ]}
      value={whole ? 'whole' : 'sample'}
      onChange={value => store.getState().searchWhole(value === 'whole')}
    />
  );
}
