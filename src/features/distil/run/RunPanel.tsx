import '@mantine/core/styles/Progress.css';
import { Progress } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { type Job, jobShare, secondsLeft } from '../../../session/jobs.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { durationText } from '../../../ui/text/durationText.ts';
import { formatCount, formatCounted } from '../../../ui/text/quantity.ts';
import { contenderName, networkName } from './contenderName.ts';
import { evaluationPlan } from './evaluationPlan.ts';
import { LossChart } from './LossChart.tsx';
import { RunButtons } from './RunButtons.tsx';
import classes from './RunPanel.module.css';
import type { RunControls } from './runControls.ts';
import type { OpenRun } from './runState.ts';

/** How far a run has come, its curve, and what can be done with it. */
export function RunPanel({ store, run }: { store: RunControls; run: OpenRun }) {
  const { jobs } = useSession();
  const job = useStore(jobs, s => s.jobs.find(({ id }) => id === run.jobId));
  const missing = evaluationPlan(run.request.settings, run.evaluations, run.frame.iteration).length;
  return (
    <section className={classes.run} aria-label="Run">
      {job ? (
        <>
          <p className={classes.words} role="status">
            {wordsOf(run, job)}
          </p>
          <Progress
            size="sm"
            value={100 * (jobShare(job) ?? 1)}
            animated={jobShare(job) === undefined && !job.paused}
            aria-label={job.title}
          />
        </>
      ) : (
        <p className={classes.words} role="status">
          {restWords(run)}
        </p>
      )}
      {run.failure !== null && (
        <EmptyState tone="problem" icon={<IconAlertTriangle size={20} />}>
          It stopped: {run.failure} What there is, is kept.
        </EmptyState>
      )}
      {run.step !== 'judging' && run.iterations.length > 0 && <LossChart iterations={run.iterations} />}
      <RunButtons store={store} run={run} job={job} missing={missing} />
    </section>
  );
}

/** "Training experts: 12 of 300 epochs, 4:10 left" */
function wordsOf(run: OpenRun, job: Job): string {
  const paused = job.paused ? 'Paused. ' : '';
  if (!job.progress) return `${paused}${run.step === 'experts' ? 'Starting the experts …' : 'Starting …'}`;
  const { phase, done, total, unit } = job.progress;
  if (run.judging) {
    const { contender, network } = run.judging;
    const who = `${contenderName(contender, run.request.settings.method)}, ${networkName(network)}`;
    return `${paused}Judging row ${Math.floor(done) + 1} of ${total}: ${who}${leftOf(job)}`;
  }
  const left = run.secondsLeft === undefined ? leftOf(job) : `, ${leftWords(run, run.secondsLeft)}`;
  return `${paused}${phase}: ${formatCount(done)} of ${formatCount(total)} ${unit}${left}`;
}

/** STM may stop before its iterations are used up, so its time is at most that. */
function leftWords(run: OpenRun, seconds: number): string {
  return `${run.request.settings.method === 'stm' ? 'at most ' : ''}${durationText(seconds)} left`;
}

function leftOf(job: Job): string {
  const left = secondsLeft(job);
  return left === undefined ? '' : `, ${durationText(left)} left`;
}

function restWords(run: OpenRun): string {
  const made = run.iterations.length;
  const { iterations } = run.request.settings;
  if (run.finished) return `Finished after ${formatCounted(made, 'iteration')}.`;
  if (made === 0) return 'Not begun yet: what was kept is taken up where it stopped.';
  return `Rests after ${formatCount(made)} of ${formatCounted(iterations, 'iteration')}; kept in this browser.`;
}
