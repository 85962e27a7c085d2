import { Popover, Skeleton, UnstyledButton } from '@mantine/core';
import { useStore } from 'zustand';
import { type Job, jobShare, secondsLeft } from '../../session/jobs.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { lazyPart } from '../../ui/lazyPart.tsx';
import { durationText } from '../../ui/text/durationText.ts';
import styles from './StatusBar.module.css';

const JobsList = lazyPart(
  'The list of jobs',
  async () => (await import('./JobsList.tsx')).JobsList,
  <Skeleton height={60} />,
);

/** Running work in the status bar, and problems that were not read; a click lists all of it and what was said. */
export function JobsTray() {
  const { jobs: store, notices } = useSession();
  const unread = useStore(notices, n => n.unreadProblems);
  const running = useStore(store, j => j.jobs).filter(job => job.outcome === 'running');
  const shown = running[0];
  return (
    <Popover
      position="top-end"
      width={340}
      shadow="md"
      trapFocus
      returnFocus
      onOpen={notices.getState().markRead}
    >
      <Popover.Target>
        <UnstyledButton className={styles.button}>
          {shown ? summary(shown) : 'No job running'}
          {running.length > 1 && ` (+${running.length - 1})`}
          {unread > 0 && (
            <span className={styles.unread}> · {unread === 1 ? 'one problem' : `${unread} problems`}</span>
          )}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <JobsList />
      </Popover.Dropdown>
    </Popover>
  );
}

function summary(job: Job): string {
  const part = jobShare(job);
  const left = secondsLeft(job);
  const phase = job.progress?.phase ?? job.title;
  const done = `${phase}${part === undefined ? ' …' : ` ${Math.floor(100 * part)} %`}`;
  if (job.paused) return `${done}, paused`;
  return `${done}${left === undefined ? '' : ` ${durationText(left)} left`}`;
}
