import type { JobsStore } from '../../../session/jobs.ts';
import { type RunningJob, runJob } from '../../../session/runJob.ts';
import type { DistilClient } from './distilClient.ts';
import type { OpenRun, RunStep } from './runState.ts';

/** What every step of a run works with. */
export interface DistilContext {
  jobs: JobsStore;
  client: DistilClient;
  /** The run on show; null where none is. */
  open(): OpenRun | null;
  /** Changes that run while it is the one on show; what is told of another comes too late. */
  change(key: string, fields: Partial<OpenRun>): void;
}

/**
 * Does one step of the open run as a job that can be paused and stopped; why it failed is told on the run.
 *
 * @returns true where the step came to its end
 */
export async function runStep(
  { jobs, open, change }: DistilContext,
  step: RunStep,
  title: string,
  work: (job: RunningJob, run: OpenRun) => Promise<void>,
): Promise<boolean> {
  const run = open();
  if (!run) return false;
  const { key } = run.request;
  const end = await runJob(jobs, title, job => work(job, run), {
    pausable: true,
    room: 'distil',
    onStart: jobId => change(key, { step, jobId, failure: null, secondsLeft: undefined }),
  });
  const failure = end.outcome === 'failed' ? end.failure : null;
  change(key, { step: 'resting', jobId: null, judging: null, failure });
  return end.outcome === 'done';
}
