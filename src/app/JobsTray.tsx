import { Button, Group, Popover, Progress, Stack, Text, UnstyledButton } from '@mantine/core';
import { useStore } from 'zustand';
import { type Job, secondsLeft } from '../session/jobs.ts';
import { useSession } from '../session/SessionContext.tsx';
import { durationText } from './durationText.ts';
import styles from './StatusBar.module.css';

const outcomes = {
  running: '',
  done: 'done',
  stopped: 'stopped; what there was is kept',
  failed: 'failed',
} as const;

/** Running work in the status bar; a click lists all of it with rate, time left and a way to stop. */
export function JobsTray() {
  const { jobs: store } = useSession();
  const jobs = useStore(store, j => j.jobs);
  const running = jobs.filter(job => job.outcome === 'running');
  const shown = running[0];
  return (
    <Popover position="top-end" width={340} shadow="md">
      <Popover.Target>
        <UnstyledButton className={styles.button}>
          {shown ? summary(shown) : 'No job running'}
          {running.length > 1 && ` (+${running.length - 1})`}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm">
          {jobs.length === 0 && (
            <Text c="dimmed">Long work shows here while it runs: embedding, laying out a map.</Text>
          )}
          {jobs.map(job => (
            <JobCard key={job.id} job={job} />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
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
          value={100 * (share(job) ?? 0)}
          animated={share(job) === undefined}
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

function share({ progress }: Job): number | undefined {
  return progress && progress.total > 0 ? progress.done / progress.total : undefined;
}

function summary(job: Job): string {
  const part = share(job);
  const left = secondsLeft(job);
  const phase = job.progress?.phase ?? job.title;
  return `${phase}${part === undefined ? ' …' : ` ${Math.floor(100 * part)} %`}${left === undefined ? '' : ` ${durationText(left)} left`}`;
}

function detail(job: Job): string {
  const { progress } = job;
  if (!progress) return 'Starting …';
  const seconds = (job.updatedMs - job.startedMs) / 1000;
  const count = `${progress.phase}: ${progress.done.toLocaleString('en')} of ${progress.total.toLocaleString('en')} ${progress.unit}`;
  const rate =
    progress.done > 0 && seconds > 1 ? `, ${(progress.done / seconds).toPrecision(2)} a second` : '';
  const left = secondsLeft(job);
  return `${count}${rate}${left === undefined ? '' : `, ${durationText(left)} left`}`;
}
