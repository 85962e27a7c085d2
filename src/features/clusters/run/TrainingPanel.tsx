import '@mantine/core/styles/Progress.css';
import { Button, Progress } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { clusterEpochs } from '../../../maths/clustering/clusterSettings.ts';
import { type Job, jobShare, secondsLeft } from '../../../session/jobs.ts';
import { sentenceOf } from '../../../session/notices.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { durationText } from '../../../ui/text/durationText.ts';
import { formatCount, formatCounted } from '../../../ui/text/quantity.ts';
import { Reconstructions } from './Reconstructions.tsx';
import { RunCurves } from './RunCurves.tsx';
import type { OpenClustering, RunStore } from './runState.ts';
import classes from './TrainingPanel.module.css';

/** How far a training has come, what it makes of some galaxies, and what can be done with it. */
export function TrainingPanel({ runs, run }: { runs: RunStore; run: OpenClustering }) {
  const { jobs, notices } = useSession();
  const job = useStore(jobs, s => s.jobs.find(({ id }) => id === run.jobId));
  const { pause, resume, stop, goOn, remove } = runs.getState();
  const complain = (error: unknown) => notices.getState().complain(sentenceOf(error));
  return (
    <section className={classes.run} aria-label="Training">
      <strong>{run.title}</strong>
      <p className={classes.words} role="status">
        {job ? wordsOf(run, job) : restWords(run)}
      </p>
      {job && <Times run={run} />}
      {job && (
        <Progress
          size="sm"
          value={100 * (jobShare(job) ?? 1)}
          animated={jobShare(job) === undefined && !job.paused}
          aria-label={job.title}
        />
      )}
      {run.failure !== null && (
        <EmptyState tone="problem" icon={<IconAlertTriangle size={20} />}>
          It stopped: {run.failure} What there is, is kept.
        </EmptyState>
      )}
      {run.examples && <Reconstructions examples={run.examples} />}
      <RunCurves epochs={run.epochs} />
      <div className={classes.buttons}>
        {job ? (
          <>
            <Button size="xs" variant="default" onClick={job.paused ? resume : pause}>
              {job.paused ? 'Resume' : 'Pause'}
            </Button>
            <Button size="xs" variant="default" onClick={stop}>
              Stop and keep what there is
            </Button>
          </>
        ) : (
          <>
            <Button size="xs" onClick={() => void goOn(run.key).catch(complain)}>
              {run.finished ? 'Tell the clusters' : 'Resume'}
            </Button>
            <Button size="xs" variant="default" onClick={() => void remove(run.key).catch(complain)}>
              Delete
            </Button>
          </>
        )}
      </div>
    </section>
  );
}

/** How long it computed, and how long it waited for anything else. */
function Times({ run: { computingSeconds, waitingSeconds = 0, step } }: { run: OpenClustering }) {
  if (step !== 'training' || computingSeconds === undefined) return null;
  return (
    <p className={classes.words} title="Waiting: keeping what there is, showing it, and the page itself">
      Computing {durationText(computingSeconds)}, waiting {durationText(waitingSeconds)}
    </p>
  );
}

function wordsOf({ step, settings, epochs, secondsLeft: told }: OpenClustering, job: Job): string {
  const paused = job.paused ? 'Paused. ' : '';
  if (step === 'telling') return `${paused}Telling the clusters of its galaxies …`;
  if (!job.progress) return `${paused}Starting …`;
  const left = told ?? secondsLeft(job);
  const epoch = Math.min(clusterEpochs(settings), epochs.length + 1);
  const time = left === undefined || job.paused ? '' : `, ${durationText(left)} left`;
  return `${paused}Epoch ${formatCount(epoch)} of ${formatCount(clusterEpochs(settings))}${time}`;
}

function restWords({ finished, epochs, settings }: OpenClustering): string {
  if (finished) return 'Trained; the clusters of its galaxies are not told yet.';
  if (epochs.length === 0) return 'Not begun yet: what was kept is taken up where it stopped.';
  return `Rests after ${formatCount(epochs.length)} of ${formatCounted(clusterEpochs(settings), 'epoch')}; kept in this browser.`;
}
