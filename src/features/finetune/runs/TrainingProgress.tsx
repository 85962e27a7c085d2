import '@mantine/core/styles/Progress.css';
import { Button, Progress } from '@mantine/core';
import { useRef } from 'react';
import { useStore } from 'zustand';
import { type Job, jobShare, secondsLeft } from '../../../session/jobs.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import room from '../../../ui/room.module.css';
import { durationText } from '../../../ui/text/durationText.ts';
import { formatCount, formatNumber } from '../../../ui/text/quantity.ts';
import { TrainingCurves } from '../training/TrainingCurves.tsx';
import type { RunsStore } from './runsState.ts';

/** A training under way: its curves, its pace, and buttons to pause or stop it. */
export function TrainingProgress({ runs }: { runs: RunsStore }) {
  const { jobs } = useSession();
  const work = useStore(runs, s => s.work);
  const run = useStore(runs, s => s.runs?.find(({ key }) => key === work?.key));
  const job = useStore(jobs, s => s.jobs.find(({ id }) => id === work?.jobId));
  const { stop, pause } = runs.getState();
  const first = useRef<Begun | null>(null);
  if (!work || !job) return null;
  const share = jobShare(job);
  const trains = job.progress?.phase.startsWith('Epoch') ?? false;
  if (!trains || job.paused)
    first.current = null; // neither loading nor a pause is part of the pace
  else if (first.current?.startedMs !== job.startedMs) {
    first.current = { startedMs: job.startedMs, sinceMs: job.updatedMs, done: job.progress?.done ?? 0 };
  }
  return (
    <div className={room.part}>
      <h2 className={room.heading}>{job.title}</h2>
      <Progress value={100 * (share ?? 1)} animated={share === undefined} size="sm" aria-label={job.title} />
      <p className={room.note} role="status">
        {paceText(job, first.current)}
      </p>
      <div className={room.line}>
        <Button size="compact-xs" variant="default" onClick={pause}>
          {job.paused ? 'Resume' : 'Pause'}
        </Button>
        <Button size="compact-xs" variant="default" onClick={stop}>
          {work.doing === 'training' ? 'Stop and keep the best' : 'Stop'}
        </Button>
      </div>
      {run && run.epochs.length > 0 && <TrainingCurves epochs={run.epochs} />}
    </div>
  );
}

/** When steps began, and how many galaxies were done by then. */
interface Begun {
  startedMs: number;
  sinceMs: number;
  done: number;
}

/** "Epoch 12 of at most 100: 54 galaxies a second, at most 0:41 left" */
function paceText(job: Job, first: Begun | null): string {
  const { progress } = job;
  if (!progress) return 'Starting …';
  if (job.paused) return 'Paused.';
  const { phase, done, total, unit } = progress;
  if (!first) {
    const left = secondsLeft(job);
    if (total === 0) return `${phase} …`;
    const rest = left === undefined ? '' : `, ${durationText(left)} left`;
    return `${phase}: ${formatCount(done)} of ${formatCount(total)} ${unit}${rest}`;
  }
  const seconds = (job.updatedMs - first.sinceMs) / 1000;
  const pace = (done - first.done) / seconds;
  if (!(seconds > 0.5 && pace > 0)) return `${phase} …`;
  const left = durationText((total - done) / pace);
  return `${phase}: ${formatNumber(pace, 2)} ${unit} a second, at most ${left} left`;
}
