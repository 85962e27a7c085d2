import '@mantine/core/styles/Progress.css';
import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useStore } from 'zustand';
import { formatBytes } from '../../data/bytes/bytesText.ts';
import { type Job, jobShare, secondsLeft } from '../../session/jobs.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { durationText } from '../../ui/text/durationText.ts';
import styles from './JobsList.module.css';

const outcomes = {
  running: '',
  done: 'done',
  stopped: 'stopped; the work done so far is kept',
  failed: 'failed',
} as const;

/** Every job with its rate, the time left, and buttons that pause or stop it. */
export function JobsList() {
  const { jobs: store } = useSession();
  const jobs = useStore(store, j => j.jobs);
  return (
    <Stack gap="sm">
      {jobs.length === 0 && (
        <Text c="dimmed">Long work shows here while it runs: embedding, laying out a map.</Text>
      )}
      {jobs.map(job => (
        <JobCard key={job.id} job={job} />
      ))}
      <PastNotices />
    </Stack>
  );
}

const pastShown = 10; // fit above the status bar
const detailsShown = 20;

/** What the notices said that have left the screen, the newest first. */
function PastNotices() {
  const past = useStore(useSession().notices, n => n.past);
  if (past.length === 0) return null;
  return (
    <section aria-label="What was said">
      <Text fw={600}>What was said</Text>
      <ul className={styles.past}>
        {past.slice(0, pastShown).map(({ id, tone, sentence, details = [] }) => (
          <li key={id} data-tone={tone}>
            {sentence}
            {details.length > 0 && (
              <details>
                <summary>Show which</summary>
                {details.slice(0, detailsShown).join(' ')}
                {details.length > detailsShown && ` … and ${details.length - detailsShown} more`}
              </details>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function JobCard({ job }: { job: Job }) {
  const { jobs: store } = useSession();
  const { progress, outcome } = job;
  const { cancel, dismiss, pause, resume } = store.getState();
  return (
    <section aria-label={job.title}>
      <Text fw={600}>{job.title}</Text>
      {outcome === 'running' && (
        <Progress
          value={100 * (jobShare(job) ?? 0)}
          animated={jobShare(job) === undefined}
          my={4}
          aria-label={job.title}
        />
      )}
      <Text c="dimmed" fz="xs">
        {outcome === 'running' ? `${job.paused ? 'Paused. ' : ''}${detail(job)}` : outcomes[outcome]}
        {job.failure ? `: ${job.failure}` : ''}
        {outcome === 'done' && progress && ` in ${durationText((job.updatedMs - job.startedMs) / 1000)}`}
      </Text>
      {outcome === 'running' ? (
        <Group gap="xs" mt={4}>
          {job.pausable && (
            <Button variant="default" onClick={() => (job.paused ? resume(job.id) : pause(job.id))}>
              {job.paused ? 'Resume' : 'Pause'}
            </Button>
          )}
          <Button variant="default" onClick={() => cancel(job.id)}>
            Stop and keep what there is
          </Button>
        </Group>
      ) : (
        <Button variant="subtle" color="gray" mt={4} onClick={() => dismiss(job.id)}>
          Clear
        </Button>
      )}
    </section>
  );
}

function detail(job: Job): string {
  const { progress } = job;
  if (!progress) return 'Starting …';
  const seconds = (job.updatedMs - job.startedMs) / 1000;
  const { phase, done, total, unit, before = 0 } = progress;
  const inBytes = unit === 'bytes';
  const amount = inBytes
    ? `${formatBytes(done)} of ${formatBytes(total)}`
    : `${done.toLocaleString('en')} of ${total.toLocaleString('en')} ${unit}`;
  const count = `${phase}: ${total > 0 ? amount : inBytes ? formatBytes(done) : done.toLocaleString('en')}`;
  const speed = (done - before) / seconds;
  const rate =
    done > before && seconds > 1 ? `, ${inBytes ? formatBytes(speed) : speed.toPrecision(2)} a second` : '';
  const left = secondsLeft(job);
  return `${count}${rate}${left === undefined ? '' : `, ${durationText(left)} left`}`;
}
