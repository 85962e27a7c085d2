import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useRef } from 'react';
import { useStore } from 'zustand';
import type { Progress } from '../../../contracts/job.ts';
import { secondsLeft } from '../../../session/jobs.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { durationText } from '../../../ui/text/durationText.ts';
import type { AnomaliesStore } from '../state/anomaliesState.ts';
import { progressText } from '../state/phrases.ts';
import classes from './WorkStatus.module.css';

const patienceMs = 2000; // most rankings end sooner, and a time left that flashes up is of no use

/** What the model is doing, with a way to stop it; the card stays usable meanwhile. */
export function WorkStatus({ store }: { store: AnomaliesStore }) {
  const { working, progress, stop } = useStore(store);
  const left = useTimeLeft(progress);
  if (!working) return null;
  const words = working === 'unusual' ? 'Looking for unusual galaxies' : 'Learning your ratings';
  return (
    <div className={classes.line}>
      <span className={classes.words}>
        <span role="status">{progress?.phase ?? words}</span>
        {progress && progressText(progress)}
        {left !== undefined && `, ${durationText(left)} left`}
      </span>
      <Button variant="default" size="compact-xs" onClick={stop}>
        Stop
      </Button>
    </div>
  );
}

/** Seconds left of the phase at its rate so far; undefined until that can be estimated. */
function useTimeLeft(progress: Progress | null): number | undefined {
  const begun = useRef<{ phase: string; startedMs: number } | null>(null);
  if (!progress) {
    begun.current = null;
    return undefined;
  }
  const updatedMs = performance.now();
  if (begun.current?.phase !== progress.phase) {
    begun.current = { phase: progress.phase, startedMs: updatedMs };
  }
  const { startedMs } = begun.current;
  return updatedMs - startedMs < patienceMs
    ? undefined
    : secondsLeft({ progress, countedFromMs: startedMs, updatedMs });
}

/** Why the ranking does not use all ratings, with a button that ranks again. */
export function RankingProblem({ store }: { store: AnomaliesStore }) {
  const { failure, stopped, askAgain } = useStore(store);
  if (!failure && !stopped) return null;
  const again = (
    <Button variant="default" size="xs" onClick={askAgain}>
      Rank again
    </Button>
  );
  if (!failure)
    return <EmptyState action={again}>Stopped: the ranking does not include your last ratings.</EmptyState>;
  return (
    <EmptyState tone="problem" icon={<IconAlertTriangle size={20} />} action={again}>
      The ranking failed: {failure} Your ratings are kept, and you can go on rating.
    </EmptyState>
  );
}
