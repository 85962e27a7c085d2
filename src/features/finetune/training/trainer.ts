import type { Remote } from 'comlink';
import type { TrainedEpoch, TrainingRequest, TrainingState } from '../../../contracts/finetune.ts';
import type { JobControl } from '../../../contracts/job.ts';
import { isAbort, withJob } from '../../../rpc/jobPort.ts';
import type { JobHandle, JobsStore } from '../../../session/jobs.ts';
import type { FinetuneCalls, FinetuneLine } from './finetuneClients.ts';

/** A training on the network the line has loaded; a lost device only costs the epoch under way. */
export interface Trainer {
  /** Trains until patience or epochs are used up, or the job is cancelled. @param tell hears of each epoch */
  run(job: TrainerJob, tell: (epoch: TrainedEpoch) => Promise<void>): Promise<void>;
  /** Makes a call that needs the training, also where a new worker has to take it up first. */
  call<T>(make: (api: Remote<FinetuneCalls>) => Promise<T>): Promise<T>;
  end(): Promise<void>;
}

export interface TrainerJob extends Pick<JobHandle, 'signal' | 'report' | 'whenUnpaused'> {
  /** Aborts when a person pauses; made anew for every call. */
  untilPaused?(): { signal: AbortSignal; end(): void };
}

/** @param from state of a training of the same request to go on from */
export function createTrainer(line: FinetuneLine, request: TrainingRequest, from?: TrainingState): Trainer {
  let state = from;
  let startedOn: Remote<FinetuneCalls> | undefined;

  /** The worker may be another than at the last call: its training begins where the last epoch ended. */
  async function started(api: Remote<FinetuneCalls>, control: JobControl): Promise<void> {
    if (startedOn === api) return;
    await withJob(control, port => api.startTraining(request, state, port));
    startedOn = api;
  }

  async function epoch(job: TrainerJob): Promise<TrainedEpoch> {
    const { maxEpochs } = request.options;
    const perEpoch = request.train.length;
    const pause = job.untilPaused?.();
    const signal = pause ? AbortSignal.any([job.signal, pause.signal]) : job.signal;
    const before = state?.figures.length ?? 0;
    const onProgress: JobControl['onProgress'] = progress => {
      const isEpoch = progress.phase.startsWith('Epoch');
      job.report(
        isEpoch
          ? {
              phase: `Epoch ${before + 1} of at most ${maxEpochs}`,
              done: before * perEpoch + progress.done,
              total: maxEpochs * perEpoch,
              unit: 'galaxies',
            }
          : progress,
      );
    };
    try {
      return await line.call(async api => {
        await started(api, { signal, onProgress });
        return withJob({ signal, onProgress }, port => api.trainEpoch(port));
      });
    } finally {
      pause?.end();
    }
  }

  return {
    async run(job, tell) {
      for (;;) {
        await job.whenUnpaused();
        job.signal.throwIfAborted();
        try {
          const over = await epoch(job);
          state = over.state;
          await tell(over);
          if (over.finished) return;
        } catch (error) {
          if (!isAbort(error) || job.signal.aborted) throw error; // a pause is no end
        }
      }
    },
    call: make =>
      line.call(async api => {
        await started(api, {});
        return make(api);
      }),
    async end() {
      if (startedOn) await startedOn.endTraining().catch(() => {}); // a worker that has ended holds nothing
    },
  };
}

/** For {@link TrainerJob.untilPaused}: a signal that hears of a pause in the jobs tray. */
export function pauseWatch(jobs: JobsStore, id: number): { signal: AbortSignal; end(): void } {
  const control = new AbortController();
  const end = jobs.subscribe(state => {
    if (state.jobs.some(job => job.id === id && job.paused)) control.abort();
  });
  return { signal: control.signal, end };
}
