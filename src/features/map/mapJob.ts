import type { StoreApi } from 'zustand/vanilla';
import { type RunningJob, runJob } from '../../session/runJob.ts';
import type { Session } from '../../session/session.ts';

/** How far the drawing of the map has come. */
export interface MapProgress {
  /** `empty`: nothing to draw from. `stopped`: by the person; what was drawn stays. */
  stage: 'empty' | 'drawing' | 'done' | 'stopped' | 'failed';
  /** The job that draws, in `session.jobs`; null when none does. */
  jobId: number | null;
  /** Why it failed, as a sentence. */
  failure: string | null;
}

/** The one job at a time that draws the map. */
interface MapJob {
  /** Stops the job before, which leaves no trace in the tray, and does this. */
  run(title: string, act: (job: RunningJob) => Promise<void>): Promise<void>;
  /** Ends what is running; what it drew stays. */
  stop(): void;
}

interface MapJobOptions {
  /** True where something is drawn that stays when a job is stopped. */
  hasMap(): boolean;
  onStop(): void;
  /** Told when a job has come to its own end, not when another took its place. */
  onEnd(failed: boolean): void;
}

/** @param store where the job's progress is written */
export function createMapJob(session: Session, store: StoreApi<MapProgress>, options: MapJobOptions): MapJob {
  const { jobs, notices, positions } = session;
  const { hasMap, onStop, onEnd } = options;

  function stop(): void {
    const { jobId } = store.getState();
    onStop();
    if (jobId === null) return;
    store.setState({ jobId: null, stage: hasMap() ? 'done' : 'empty' });
    settle();
    jobs.getState().cancel(jobId);
  }

  /** The positions on screen are no longer on their way to others. */
  function settle(): void {
    const { positions: present, settling, replace } = positions.getState();
    if (settling) replace(present, false);
  }

  return {
    stop,
    async run(title, act) {
      stop();
      let id = -1;
      const end = await runJob(jobs, title, act, {
        onStart(jobId) {
          id = jobId;
          store.setState({ stage: 'drawing', jobId, failure: null });
        },
      });
      if (store.getState().jobId !== id) {
        jobs.getState().dismiss(id);
        return;
      }
      const failure = end.outcome === 'failed' ? end.failure : null;
      settle();
      store.setState({ stage: end.outcome, jobId: null, failure });
      if (failure !== null) notices.getState().complain(`The map could not be drawn: ${failure}`);
      onEnd(failure !== null);
    },
  };
}
