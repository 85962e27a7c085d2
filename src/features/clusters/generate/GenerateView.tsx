import '@mantine/core/styles/FloatingIndicator.css';
import '@mantine/core/styles/SegmentedControl.css';
import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { BetweenGalaxies } from './BetweenGalaxies.tsx';
import { DrawFromCluster } from './DrawFromCluster.tsx';
import classes from './Generate.module.css';
import type { GenerateProps } from './generateProps.ts';
import { MoveCode } from './MoveCode.tsx';

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
