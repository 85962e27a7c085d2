import { createStore } from 'zustand/vanilla';
import type { FinetuneClients } from '../training/finetuneClients.ts';
import type { Representations } from '../training/representations.ts';
import { runFile } from './runFile.ts';
import { predictAll } from './runsAsked.ts';
import { createRunsDesk } from './runsDesk.ts';
import { openRuns, removeRuns, renameRun } from './runsKept.ts';
import type { RunsState, RunsStore } from './runsState.ts';
import { beginRun, resumeRun } from './runsTrained.ts';

/** The runs of the open catalogue: trained one at a time, kept, asked about every galaxy. */
export function createRunsStore(clients: FinetuneClients, representations: Representations): RunsStore {
  const { jobs, representation } = clients.session;

  return createStore<RunsState>((set, get) => {
    const desk = createRunsDesk(clients, representations, get, set);
    return {
      catalogue: null,
      runs: null,
      shown: null,
      answers: null,
      work: null,
      failure: null,
      former: null,
      open: key => openRuns(desk, key),
      begin: (question, recipe, name) => beginRun(desk, question, recipe, name),
      resume: key => resumeRun(desk, key),
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
        desk.publish();
        const answers = key === null ? undefined : await clients.shelf.answers(key);
        if (get().shown !== key) return;
        set({ answers: answers ?? null });
        desk.publish();
      },
      rename: (key, name) => renameRun(desk, key, name),
      remove: keys => removeRuns(desk, keys),
      predictAll: key => predictAll(desk, key),
      async redraw(key) {
        const before = representation.getState().representation?.weights ?? null;
        await clients.represent(await runFile(desk, key));
        const now = representation.getState().representation?.weights ?? null;
        if (now !== before && get().former === null) set({ former: before });
      },
      async restoreMap() {
        const { former } = get();
        if (former === null) return;
        await clients.representAs(former);
        if (representation.getState().representation?.weights === former) set({ former: null });
      },
      file: key => runFile(desk, key),
    };
  });
}
