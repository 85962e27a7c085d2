import '@mantine/core/styles/FloatingIndicator.css';
import '@mantine/core/styles/SegmentedControl.css';
import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { Painter } from '../shown/painter.ts';
import type { ShownClustering } from '../shown/shownClustering.ts';
import type { ShownStore } from '../shown/shownStore.ts';
import { BetweenGalaxies } from './BetweenGalaxies.tsx';
import { DrawFromCluster } from './DrawFromCluster.tsx';
import classes from './Generate.module.css';
import { MoveCode } from './MoveCode.tsx';

/** What every part of it needs. */
export interface GenerateProps {
  clustering: ShownClustering;
  shown: ShownStore;
  painter: Painter;
}

/** New galaxies: drawn from a cluster, between two real ones, moved along a latent or by the difference of two clusters. */
export function GenerateView(props: GenerateProps) {
  const [mode, setMode] = useState('draw');
  return (
    <div className={classes.part}>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label="Way of generating"
        data={[
          { value: 'draw', label: 'Draw' },
          { value: 'between', label: 'Between two' },
          { value: 'move', label: 'Move one' },
        ]}
        value={mode}
        onChange={setMode}
      />
      {mode === 'draw' && <DrawFromCluster {...props} />}
      {mode === 'between' && <BetweenGalaxies {...props} />}
      {mode === 'move' && <MoveCode {...props} />}
    </div>
  );
}
