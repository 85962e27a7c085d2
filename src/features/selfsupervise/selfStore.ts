import { createStore } from 'zustand/vanilla';
import { setAsideSentence } from '../../data/bytes/setAside.ts';
import { heldElsewhereSentence } from '../../data/runs/runLocks.ts';
import type { SelfRun } from '../../data/runs/selfRuns.ts';
import { sentenceOf } from '../../session/notices.ts';
import { type RunningJob, runJob } from '../../session/runJob.ts';
import { prepareNewSelf, prepareResumedSelf } from './prepareSelf.ts';
import type { SelfClients } from './selfClients.ts';
import { firstPlan } from './selfPlan.ts';
import type { SelfRoomState, SelfStore } from './selfState.ts';
import { trainSelf } from './trainSelf.ts';

/** Store of the open catalogue's trainings without labels, one at a time, kept as they go. */
export function createSelfStore(clients: SelfClients): SelfStore {
  const { session, shelf, locks, tensor } = clients;
  const { jobs, notices } = session;

  return createStore<SelfRoomState>((set, get) => {
    let working = Promise.resolve();
    const runOf = (key: string) => get().runs?.find(each => each.key === key);

    function put(run: SelfRun): void {
      if (run.catalogue !== get().catalogue) return; // another was opened meanwhile
      const others = (get().runs ?? []).filter(each => each.key !== run.key);
      set({ runs: [run, ...others] });
    }

    async function work(key: string, name: string, act: (job: RunningJob) => Promise<void>): Promise<void> {
      if (get().work) return;
      const held = (job: RunningJob) => locks.hold(key, name, () => act(job));
      const running = runJob(jobs, `Learn ${name}`, held, {
        ...{ pausable: true, room: 'selfsupervise' },
        first: { phase: 'Loading the network', done: 0, total: 0, unit: 'galaxies' },
        onStart: jobId => set({ work: { key, jobId }, failure: null, shown: key, views: null }),
      });
      working = running.then(end => {
        tensor.end();
        const begun = runOf(key) !== undefined;
        set({
          ...{ work: null, ...(end.outcome === 'failed' && { failure: end.failure }) },
          ...(!begun && get().shown === key && { shown: null }),
        });
      });
      await working;
    }

    const train = (prepared: Parameters<typeof trainSelf>[1], job: RunningJob) =>
      trainSelf(clients, prepared, job, (run, views) => {
        if (get().work?.key !== run.key) return;
        put(run);
        if (views) set({ views });
      });
    const controlOf = ({ signal, report }: RunningJob) => ({ signal, onProgress: report });

    async function fileOf(key: string): Promise<File> {
      const [run, blob] = [runOf(key), await shelf.file(key)];
      if (!run || !blob) throw new Error('It has no network yet: resume it, and stop it when you like.');
      const name = run.name.replace(/[^\p{L}\p{N} ._-]+/gu, ' ').trim() || 'network';
      return new File([blob], `${name}.safetensors`);
    }

    return {
      ...{ catalogue: null, plan: firstPlan(), trialMs: null, starts: [], runs: null, shown: null },
      ...{ work: null, views: null, failure: null },
      change: fields => set({ plan: { ...get().plan, ...fields } }),
      async open(catalogue) {
        if (catalogue !== null && catalogue === get().catalogue) return; // galaxies were added to it: what is learnt from stays
        get().stop();
        await working;
        const { plan } = get();
        set({
          catalogue,
          runs: null,
          shown: null,
          views: null,
          failure: null,
          plan: { ...plan, column: null, galaxies: 'all' },
        });
        void clients.starts().then(
          starts => set({ starts }),
          () => {},
        ); // the list then stays empty and the plan's weights are used
        void clients.trialMs().then(
          trialMs => set({ trialMs }),
          () => {},
        ); // then nothing is foretold
        if (catalogue === null) return;
        try {
          const { items, setAside } = await shelf.list(catalogue);
          if (get().catalogue !== catalogue) return;
          set({ runs: items });
          if (setAside > 0) notices.getState().complain(setAsideSentence(setAside, 'run', 'runs'));
        } catch (error) {
          set({ runs: [], failure: `Earlier runs could not be read: ${sentenceOf(error)}` });
        }
      },
      async begin(name) {
        const { catalogue, plan } = get();
        if (catalogue === null) return;
        const key = clients.newKey();
        await work(key, name, async job => {
          const prepared = await prepareNewSelf(clients, plan, { key, name, catalogue }, controlOf(job));
          put(prepared.run);
          await train(prepared, job);
        });
      },
      async resume(key) {
        const run = runOf(key);
        if (!run || run.finished) return;
        await work(key, run.name, async job => {
          const { items } = await shelf.list(run.catalogue);
          const latest = items.find(each => each.key === key) ?? run; // another tab may have trained it further
          put(latest);
          if (latest.finished) return;
          await train(await prepareResumedSelf(clients, latest, get().plan.above, controlOf(job)), job);
        });
      },
      stop() {
        const { work: own } = get();
        if (own) jobs.getState().cancel(own.jobId);
      },
      pause() {
        const { work: own } = get();
        const job = jobs.getState().jobs.find(({ id }) => id === own?.jobId);
        if (job?.paused) jobs.getState().resume(job.id);
        else if (job) jobs.getState().pause(job.id);
      },
      show: shown => set({ shown, views: null }),
      async remove(key) {
        if (get().work?.key === key) {
          get().stop();
          await working;
        }
        const run = runOf(key);
        if (!run) return;
        if (!(await locks.isFree(key))) {
          notices.getState().complain(heldElsewhereSentence(run.name));
          return;
        }
        const removed = await shelf.remove(key);
        set({
          runs: (get().runs ?? []).filter(each => each.key !== key),
          ...(get().shown === key && { shown: null }),
        });
        if (!removed) return;
        notices.getState().say(`“${run.name}” was deleted.`, {
          undo: () => void shelf.restore(removed).then(() => put(removed.run)),
        });
      },
      async use(key) {
        try {
          await clients.represent(await fileOf(key));
        } catch (error) {
          set({ failure: sentenceOf(error) });
        }
      },
      file: fileOf,
    };
  });
}
