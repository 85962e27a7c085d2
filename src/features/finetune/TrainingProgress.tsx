import { Button, Progress } from '@mantine/core';
import { useStore } from 'zustand';
import { type Job, jobShare, secondsLeft } from '../../session/jobs.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { durationText } from '../../ui/durationText.ts';
import { formatCount } from '../../ui/quantity.ts';
import classes from './FinetuneRoom.module.css';
import type { Finetune } from './finetune.ts';
import { TrainingCurves } from './TrainingCurves.tsx';

/** A training under way: its curves, its pace, and how to rest or end it. */
export function TrainingProgress({ finetune }: { finetune: Finetune }) {
  const { jobs } = useSession();
  const work = useStore(finetune.runs, s => s.work);
  const run = useStore(finetune.runs, s => s.runs?.find(({ key }) => key === work?.key));
  const job = useStore(jobs, s => s.jobs.find(({ id }) => id === work?.jobId));
  const { stop, pause } = finetune.runs.getState();
  if (!work || !job) return null;
  const share = jobShare(job);
  return (
    <div className={classes.part}>
      <h2 className={classes.heading}>{job.title}</h2>
      <Progress value={100 * (share ?? 1)} animated={share === undefined} size="sm" aria-label={job.title} />
      <p className={classes.note} role="status">
        {paceText(job)}
      </p>
      <div className={classes.line}>
        <Button size="compact-xs" variant="default" onClick={pause}>
          {job.paused ? 'Go on' : 'Pause'}
        </Button>
        <Button size="compact-xs" variant="default" onClick={stop}>
          {work.doing === 'training' ? 'Stop and keep the best' : 'Stop'}
        </Button>
      </div>
      {run && run.epochs.length > 0 && <TrainingCurves epochs={run.epochs} />}
    </div>
  );
}

/** "Epoch 12 of at most 100: 54 galaxies a second, at most 0:41 left" */
function paceText(job: Job): string {
  const { progress } = job;
  if (!progress) return 'Starting …';
  if (job.paused) return 'Paused.';
  const { phase, done, total, unit } = progress;
  const trains = phase.startsWith('Epoch');
  const seconds = (job.updatedMs - job.startedMs) / 1000;
  const left = secondsLeft(job);
  const count = total > 0 && !trains ? `: ${formatCount(done)} of ${formatCount(total)} ${unit}` : '';
  const pace = trains && seconds > 1 ? `: ${formatCount(Math.round(done / seconds))} ${unit} a second` : '';
  const rest = left === undefined ? '' : `, ${trains ? 'at most ' : ''}${durationText(left)} left`;
  return `${phase}${count}${pace}${total > 0 ? rest : ' …'}`;
}
