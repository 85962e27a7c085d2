import '@mantine/core/styles/Progress.css';
import { Progress } from '@mantine/core';
import { useStore } from 'zustand';
import { formatBytes } from '../../data/bytes/bytesText.ts';
import { type Job, jobShare, secondsLeft } from '../../session/jobs.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { durationText } from '../../ui/text/durationText.ts';
import classes from './ModelsDialog.module.css';

/** How far a job has come: a bar, amounts, time left. */
export function JobLine({ id }: { id: number }) {
  const { jobs } = useSession();
  const job = useStore(jobs, j => j.jobs.find(each => each.id === id));
  if (!job) return null;
  const share = jobShare(job);
  return (
    <div className={classes.progress}>
      <Progress value={100 * (share ?? 1)} animated={share === undefined} size="sm" aria-label={job.title} />
      <p className={classes.note} role="status">
        {progressText(job)}
      </p>
    </div>
  );
}

function progressText(job: Job): string {
  if (!job.progress) return 'Starting …';
  const { phase, done, total, unit } = job.progress;
  const left = secondsLeft(job);
  const amount = (n: number) => (unit === 'bytes' ? formatBytes(n) : n.toLocaleString('en'));
  const of = total > 0 ? ` of ${amount(total)}` : '';
  const count = done > 0 || total > 0 ? `: ${amount(done)}${of}${unit === 'bytes' ? '' : ` ${unit}`}` : ' …';
  return `${phase}${count}${left === undefined ? '' : `, ${durationText(left)} left`}`;
}
