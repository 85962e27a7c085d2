import '@mantine/core/styles/Progress.css';
import { Button, Progress } from '@mantine/core';
import { useStore } from 'zustand';
import { secondsLeft } from '../../../session/jobs.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import room from '../../../ui/room.module.css';
import { durationText } from '../../../ui/text/durationText.ts';
import { formatCount } from '../../../ui/text/quantity.ts';
import type { CutoutStore } from './cutoutStore.ts';

/** How far the fetching of cutouts has come, and what it brought. */
export function CutoutRun({ store }: { store: CutoutStore }) {
  const { jobs } = useSession();
  const { job: id, outcome, failure, stop, openSome } = useStore(store);
  const job = useStore(jobs, j => j.jobs.find(each => each.id === id));
  if (job?.progress) {
    const { done, total } = job.progress;
    const left = secondsLeft(job);
    return (
      <div className={room.part}>
        <Progress size="xs" value={(100 * done) / Math.max(1, total)} aria-label="Fetching cutouts" />
        <div className={room.line}>
          <span className={`${room.note} ${room.grow}`} role="status">
            {formatCount(done)} of {formatCount(total)} cutouts
            {left === undefined ? '' : `, ${durationText(left)} left`}
          </span>
          <Button size="compact-xs" variant="default" onClick={stop}>
            Stop
          </Button>
        </div>
      </div>
    );
  }
  if (!outcome) return failure ? <p role="alert">{failure}</p> : null;
  const { here, absent, failed, because, source } = outcome;
  const words = [
    `${formatCount(here)} came`,
    absent > 0 && `${formatCount(absent)} lie outside the survey`,
    failed > 0 && `${formatCount(failed)} could not be had`,
  ].filter(word => word !== false);
  return (
    <div className={room.part}>
      <p className={room.note} role="status">
        {words.join(', ')}. {failed > 0 && 'Fetch again, and only the missing ones are asked for. '}
        {failure ?? because}
      </p>
      {source && (
        <Button size="compact-xs" variant="default" onClick={() => void openSome()}>
          Open the {formatCount(here)} that came
        </Button>
      )}
    </div>
  );
}
