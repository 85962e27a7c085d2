import type { DistilRequest, DistilStanding } from '../../../contracts/distil.ts';
import type { JobPort, Progress } from '../../../contracts/job.ts';
import { isAbort } from '../../../rpc/jobPort.ts';
import type { JobHandle } from '../../../session/jobs.ts';
import { sentenceOf } from '../../../session/notices.ts';
import type { DistilCalls, DistilClients } from '../distilClients.ts';
import { createDistilLine } from './distilLine.ts';
import type { Doing, OpenRunAccess } from './runState.ts';
import { steadily } from './steadily.ts';

/** One call about the run whose worker is up. */
export type RunCall<T> = (api: DistilCalls, port: JobPort) => Promise<T>;

/** What is done with the open run goes through here: one job at a time, and one worker that is up only meanwhile. */
export interface RunJobs {
  /** Does something as a job that can rest and be stopped; the worker comes up first. @param begin the run, where it is new */
  under(
    task: { key: string; doing: Doing; title: string; begin?: DistilRequest },
    work: (job: JobHandle) => Promise<void>,
  ): Promise<'done' | 'stopped' | 'failed'>;
  /** Makes a call under a job: again after each pause, and after a lost device from the last checkpoint. */
  ask<T>(job: JobHandle, make: RunCall<T>, onProgress?: (progress: Progress) => void): Promise<T>;
  /** Ends the worker, which gives its memory back; the run lies on the shelf. */
  rest(): void;
}

export function createRunJobs({ session, openWorker }: DistilClients, run: OpenRunAccess): RunJobs {
  const line = createDistilLine(
    openWorker,
    () => session.preferences.getState().backend,
    sentence => session.notices.getState().say(sentence),
  );
  /** The run whose worker is up. */
  let held: string | null = null;

  async function wake(key: string, begin?: DistilRequest): Promise<void> {
    if (held === key) return;
    held = null;
    take(key, begin ? await line.begin(begin) : await line.resume(key));
    held = key;
  }

  function take(key: string, standing: DistilStanding): void {
    const { expertEpochs, expertEpochsWanted, iterations, labels, frame, frames } = standing;
    const { stepSizes, finished, evaluations } = standing;
    run.change(key, { expertEpochs, expertEpochsWanted, iterations, labels, frame, frames });
    run.change(key, { stepSizes, finished, evaluations });
  }

  return {
    async under({ key, doing, title, begin }, work) {
      const job = session.jobs.getState().start(title, { pausable: true });
      run.change(key, { doing, jobId: job.id, failure: null, secondsLeft: undefined });
      try {
        await steadily(session.jobs, job, () => wake(key, begin));
        await work(job);
        job.finish('done');
        return 'done';
      } catch (error) {
        if (isAbort(error)) {
          job.finish('stopped');
          return 'stopped';
        }
        const failure = sentenceOf(error);
        job.finish('failed', failure);
        run.change(key, { failure });
        return 'failed';
      } finally {
        run.change(key, { doing: 'nothing', jobId: null, judging: null });
      }
    },
    ask: (job, make, onProgress) =>
      steadily(session.jobs, job, signal => line.call({ signal, onProgress }, make)),
    rest() {
      held = null;
      line.end();
    },
  };
}
