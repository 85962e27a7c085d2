import { createStore } from 'zustand/vanilla';
import type { FinetuneClients } from '../training/finetuneClients.ts';
import type { RepresentationCache } from '../training/representationCache.ts';
import { predictRun } from './predictRun.ts';
import { createRunContext } from './runContext.ts';
import { runFile } from './runFile.ts';
import { openRuns, removeRuns, renameRun, takeOverRuns } from './runList.ts';
import type { RunsState, RunsStore } from './runsState.ts';
import { beginRun, resumeRun } from './trainingSequence.ts';

/** Store of the open catalogue's runs, which are trained one at a time, saved, and asked about every galaxy. */
export function createRunsStore(clients: FinetuneClients, representations: RepresentationCache): RunsStore {
  const { jobs, representation } = clients.session;

  return createStore<RunsState>((set, get) => {
    const context = createRunContext(clients, representations, get, set);
    clients.shelf.watch(() => void takeOverRuns(context));
    return {
      catalogue: null,
      runs: null,
      shown: null,
      answers: null,
      work: null,
      failure: null,
      former: null,
      open: key => openRuns(context, key),
      begin: (question, recipe, name) => beginRun(context, question, recipe, name),
      resume: key => resumeRun(context, key),
      stop() {
        const { work } = get();
        if (work) jobs.getState().cancel(work.jobId);
      },
      pause() {
        const { work } = get();
        const job = jobs.getState().jobs.find(({ id }) => id === work?.jobId);
        if (job?.paused) jobs.getState().resume(job.id);
        else if (job) jobs.getState().pause(job.id);
      },
      async show(key) {
        set({ shown: key, answers: null });
        context.publish();
        const answers = key === null ? undefined : await clients.shelf.answers(key);
        if (get().shown !== key) return;
        set({ answers: answers ?? null });
        context.publish();
      },
      rename: (key, name) => renameRun(context, key, name),
      remove: keys => removeRuns(context, keys),
      predictAll: key => predictRun(context, key),
      async redraw(key) {
        const before = representation.getState().representation?.weights ?? null;
        await clients.represent(await runFile(context, key));
        const now = representation.getState().representation?.weights ?? null;
        if (now !== before && get().former === null) set({ former: before });
      },
      async restoreMap() {
        const { former } = get();
        if (former === null) return;
        await clients.representAs(former);
        if (representation.getState().representation?.weights === former) set({ former: null });
      },
      file: key => runFile(context, key),
    };
  });
}
