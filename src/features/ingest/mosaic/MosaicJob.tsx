import '@mantine/core/styles/Progress.css';
import { Button, Progress } from '@mantine/core';
import { useStore } from 'zustand';
import { jobShare, secondsLeft } from '../../../session/jobs.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import room from '../../../ui/room.module.css';
import { durationText } from '../../../ui/text/durationText.ts';
import { formatCount } from '../../../ui/text/quantity.ts';
import type { MosaicStore } from './mosaicStore.ts';

/** How far the search or the cutting has come. */
export function MosaicJob({ store }: { store: MosaicStore }) {
  const { jobs } = useSession();
  const { job: id, stop } = useStore(store);
  const job = useStore(jobs, j => j.jobs.find(each => each.id === id));
  if (!job) return null;
  const share = jobShare(job);
  const left = secondsLeft(job);
  const { phase = 'Opening', done = 0, total = 0, unit = '' } = job.progress ?? {};
  return (
    <div className={room.part}>
      <Progress size="xs" value={100 * (share ?? 1)} animated={share === undefined} aria-label={job.title} />
      <div className={room.line}>
        <span className={`${room.note} ${room.grow}`} role="status">
          {phase}
          {total > 0 && `: ${formatCount(done)} of ${formatCount(total)} ${unit}`}
          {left !== undefined && `, ${durationText(left)} left`}
        </span>
        <Button size="compact-xs" variant="default" onClick={stop}>
          Stop
        </Button>
      </div>
    </div>
  );
}
