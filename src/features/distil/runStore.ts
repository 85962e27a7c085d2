import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DistilRequest, DistilStanding, DistilStretch } from '../../contracts/distill.ts';
import { isAbort } from '../../rpc/jobPort.ts';
import type { JobHandle } from '../../session/jobs.ts';
import { sentenceOf } from '../../session/notices.ts';
import type { DistilClients } from './distilClients.ts';
import { createDistilLine } from './distilLine.ts';
import { evaluationPlan } from './evaluationPlan.ts';
import { keptRun, newRun } from './keptRun.ts';
import { withFrame } from './runShown.ts';
import type { Doing, OpenRun, RunState } from './runState.ts';
import { steadily } from './steadily.ts';

export type RunStore = StoreApi<RunState>;

const stretchSeconds = 2; // the images are redrawn as often
const firstSeconds = 0.5; // so that something moves at once

/** The runs of this browser, and the one that is open: its worker, its jobs, its progress. */
export function createRunStore(clients: DistilClients): RunStore {
  const { session, shelf } = clients;
  const line = createDistilLine(
    clients.openWorker,
    () => session.preferences.getState().backend,
    sentence => session.notices.getState().say(sentence),
  );
  /** The run whose worker is up. */
  let held: string | null = null;

  return createStore<RunState>((set, get) => {
    /** Of the run that is open; what is still said of another comes too late. */
    function change(key: string, fields: Partial<OpenRun>): void {
      const { open } = get();
      if (open?.request.key === key) set({ open: { ...open, ...fields } });
    }

    function take(key: string, standing: DistilStanding): void {
      const { expertEpochs, expertEpochsWanted, iterations, labels, frame, frames } = standing;
      const { stepSizes, finished, evaluations } = standing;
      change(key, { expertEpochs, expertEpochsWanted, iterations, labels, frame, frames });
      change(key, { stepSizes, finished, evaluations });
    }

    function add(key: string, stretch: DistilStretch): void {
      const { open } = get();
      if (open?.request.key !== key) return;
      const { iterations, frame, stepSizes, finished, secondsLeft } = stretch;
      const last = open.iterations.at(-1)?.iteration ?? 0;
      change(key, {
        iterations: [...open.iterations, ...iterations.filter(({ iteration }) => iteration > last)],
        frame,
        frames: withFrame(open.frames, frame),
        stepSizes,
        finished,
        secondsLeft,
      });
    }

    /** Does something with the open run as a job that can rest and be stopped. */
    async function under(
      key: string,
      doing: Doing,
      title: string,
      work: (job: JobHandle) => Promise<void>,
    ): Promise<'done' | 'stopped' | 'failed'> {
      const job = session.jobs.getState().start(title, { pausable: true });
      change(key, { doing, jobId: job.id, failure: null, secondsLeft: undefined });
      try {
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
        change(key, { failure });
        return 'failed';
      } finally {
        change(key, { doing: 'nothing', jobId: null, judging: null });
      }
    }

    /** Brings the open run's worker up, where it is not. */
    async function wake(key: string, begin?: DistilRequest): Promise<void> {
      if (held === key) return;
      held = null;
      take(key, begin ? await line.begin(begin) : await line.resume(key));
      held = key;
    }

    function rest(): void {
      held = null;
      line.end(); // gives its memory back; the run lies on the shelf
    }

    async function workOn(begin?: DistilRequest): Promise<void> {
      const { open } = get();
      if (open?.doing !== 'nothing') return;
      const { key, title, settings } = open.request;
      const needsExperts = settings.method !== 'dm';
      const { experts } = settings;
      const wanted = experts.experts * experts.epochs;
      const trained = await under(
        key,
        needsExperts ? 'experts' : 'opening',
        needsExperts ? `Train experts of “${title}”` : `Begin “${title}”`,
        async job => {
          await steadily(session.jobs, job, () => wake(key, begin));
          if (!needsExperts) return;
          const before = get().open?.expertEpochs ?? 0;
          change(key, { expertEpochsWanted: wanted });
          await steadily(session.jobs, job, signal =>
            line.call(
              {
                signal,
                onProgress(progress) {
                  job.report({ ...progress, before });
                  change(key, { expertEpochs: progress.done, expertEpochsWanted: progress.total });
                },
              },
              (api, port) => api.trainExperts(port),
            ),
          );
        },
      );
      if (trained !== 'done') return rest();
      const { iterations: total } = settings;
      const before = get().open?.iterations.length ?? 0;
      let seconds = firstSeconds;
      await under(key, 'matching', `Distil “${title}”`, async job => {
        const report = () => {
          const done = get().open?.iterations.length ?? 0;
          job.report({ phase: 'Matching', done, total, unit: 'iterations', before });
        };
        report();
        while (!get().open?.finished) {
          add(
            key,
            await steadily(session.jobs, job, signal =>
              line.call({ signal }, (api, port) => api.distil(seconds, port)),
            ),
          );
          seconds = stretchSeconds;
          report();
        }
      });
      rest();
      await get().list();
    }

    return {
      runs: [],
      unread: null,
      open: null,
      async list() {
        try {
          set({ runs: await shelf.list(), unread: null });
        } catch (error) {
          set({ unread: `Runs of earlier visits could not be read: ${sentenceOf(error)}` });
        }
      },
      async begin(request) {
        needRest(get().open);
        rest();
        set({ open: newRun(request) });
        await workOn(request);
      },
      async show(key) {
        const { open } = get();
        if (open?.request.key === key) return;
        needRest(open);
        set({ open: await keptRun(shelf, key) });
      },
      goOn: () => workOn(),
      async evaluate() {
        const { open } = get();
        if (open?.doing !== 'nothing') return;
        const { key, settings, title } = open.request;
        const plan = evaluationPlan(settings, open.evaluations, open.frame.iteration);
        await under(key, 'evaluating', `Judge “${title}”`, async job => {
          await steadily(session.jobs, job, () => wake(key));
          for (const [i, row] of plan.entries()) {
            change(key, { judging: row });
            const made = await steadily(session.jobs, job, signal =>
              line.call(
                {
                  signal,
                  onProgress: ({ phase, done, total }) =>
                    job.report({
                      phase,
                      done: i + (total > 0 ? done / total : 0),
                      total: plan.length,
                      unit: 'rows',
                    }),
                },
                (api, port) => api.evaluate(row.contender, row.network, port),
              ),
            );
            const others = (get().open?.evaluations ?? []).filter(
              each => each.contender !== row.contender || each.network !== row.network,
            );
            change(key, { evaluations: [...others, made] });
          }
        });
        rest();
      },
      pause() {
        const { open } = get();
        if (open?.jobId != null) session.jobs.getState().pause(open.jobId);
      },
      resume() {
        const { open } = get();
        if (open?.jobId != null) session.jobs.getState().resume(open.jobId);
      },
      stop() {
        const { open } = get();
        if (open?.jobId != null) session.jobs.getState().cancel(open.jobId);
      },
      async remove(key) {
        const { open } = get();
        if (open?.request.key === key) {
          if (open.doing !== 'nothing') get().stop();
          rest();
          set({ open: null });
        }
        await shelf.remove(key);
        await get().list();
      },
    };
  });
}

function needRest(open: OpenRun | null): void {
  if (open && open.doing !== 'nothing') {
    throw new Error(`Stop “${open.request.title}” first: it keeps what there is.`);
  }
}
