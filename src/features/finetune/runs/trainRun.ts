import type { FinetuneRun } from '../../../data/runs/finetuneRuns.ts';
import type { RunningJob } from '../../../session/runJob.ts';
import type { WorkerTraining } from '../training/workerTraining.ts';
import type { RunContext } from './runContext.ts';

/**
 * Step 2: trains epoch by epoch until patience or epochs are used up, and saves run and state after each. If it is stopped
 * after at least one epoch it returns the run so far.
 *
 * @throws AbortError if it was stopped before the end of the first epoch, or deleted
 */
export async function trainRun(
  { clients, get, put, runOf }: RunContext,
  run: FinetuneRun,
  training: WorkerTraining,
  job: RunningJob,
): Promise<FinetuneRun> {
  const { clock, session, shelf } = clients;
  const now = (fields: Partial<FinetuneRun>): FinetuneRun => {
    const own = session.jobs.getState().jobs.find(({ id }) => id === job.id);
    const workedMs = own ? own.updatedMs - own.startedMs : 0; // the tray leaves pauses out
    const name = runOf(run.key)?.name ?? run.name; // it may have been renamed meanwhile
    return { ...run, ...fields, name, trainedMs: (run.trainedMs ?? 0) + workedMs, changedMs: clock() };
  };
  const isDeleted = () => get().catalogue === run.catalogue && !runOf(run.key);
  let { epochs } = run;
  try {
    for (;;) {
      const { state, finished } = await job.untilDone(training.trainEpoch);
      epochs = state.figures;
      const latest = now({ epochs });
      put(latest);
      await shelf.putEpoch(latest, state);
      if (finished) break;
    }
  } catch (error) {
    if (!job.signal.aborted || epochs.length === 0 || isDeleted()) throw error;
  }
  return now({ epochs });
}
