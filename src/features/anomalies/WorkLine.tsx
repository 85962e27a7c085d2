import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { EmptyState } from '../../ui/EmptyState.tsx';
import type { AnomaliesStore } from './anomaliesState.ts';
import { progressText } from './phrases.ts';
import classes from './WorkLine.module.css';

/** What the model is doing, with a way to stop it; the card stays usable meanwhile. */
export function WorkLine({ store }: { store: AnomaliesStore }) {
  const { working, progress, stop } = useStore(store);
  if (!working) return null;
  const words = working === 'unusual' ? 'Looking for the unusual' : 'Learning your ratings';
  return (
    <div className={classes.line}>
      <span role="status">{progress ? progressText(progress) : words}</span>
      <Button variant="default" size="compact-xs" onClick={stop}>
        Stop
      </Button>
    </div>
  );
}

/** Why the ranking is not of all ratings, and the way on. */
export function WorkTrouble({ store }: { store: AnomaliesStore }) {
  const { failure, stopped, askAgain } = useStore(store);
  if (!failure && !stopped) return null;
  const again = (
    <Button variant="default" size="xs" onClick={askAgain}>
      Rank again
    </Button>
  );
  if (!failure)
    return <EmptyState action={again}>Stopped: the ranking does not know your last ratings.</EmptyState>;
  return (
    <EmptyState tone="problem" icon={<IconAlertTriangle size={20} />} action={again}>
      The ranking failed: {failure} Your ratings are kept, and you can go on rating.
    </EmptyState>
  );
}
