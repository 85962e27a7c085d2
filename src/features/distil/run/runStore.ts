import { createStore, type StoreApi } from 'zustand/vanilla';
import { sentenceOf } from '../../../session/notices.ts';
import { createPendingDeletions } from '../../../session/pendingDeletions.ts';
import type { DistilClients } from '../distilClients.ts';
import { formRun } from './formRun.ts';
import { judgeRun } from './judgeRun.ts';
import { keptRun, newRun } from './keptRun.ts';
import { createRunJobs } from './runJobs.ts';
import type { OpenRun, OpenRunAccess, RunState } from './runState.ts';

export type RunStore = StoreApi<RunState>;

/** The runs of this browser, and the one that is open: its jobs, its progress. */
export function createRunStore(clients: DistilClients): RunStore {
  const { session, shelf } = clients;
  const deletions = createPendingDeletions(clients.later);

  return createStore<RunState>((set, get) => {
    const run: OpenRunAccess = {
      get: () => get().open,
      change(key, fields) {
        const { open } = get();
        if (open?.request.key === key) set({ open: { ...open, ...fields } });
      },
    };
    const jobs = createRunJobs(clients, run);

    /** Pauses, resumes or stops what is done with the open run. */
    function turn(way: 'pause' | 'resume' | 'cancel'): void {
      const { open } = get();
      if (open?.jobId != null) session.jobs.getState()[way](open.jobId);
    }

    return {
      runs: [],
      unread: null,
      open: null,
      async list() {
        try {
          const runs = await shelf.list();
          set({ runs: runs.filter(({ key }) => !deletions.has(key)), unread: null });
        } catch (error) {
          set({ unread: `Runs of earlier visits could not be read: ${sentenceOf(error)}` });
        }
      },
      async begin(request) {
        needRest(get().open);
        jobs.rest();
        set({ open: newRun(request) });
        await formRun(jobs, run, request);
        await get().list();
      },
      async show(key) {
        const { open } = get();
        if (open?.request.key === key) return;
        needRest(open);
        set({ open: await keptRun(shelf, key) });
      },
      async goOn() {
        await formRun(jobs, run);
        await get().list();
      },
      async evaluate() {
        await judgeRun(jobs, run);
        await get().list();
      },
      pause: () => turn('pause'),
      resume: () => turn('resume'),
      stop: () => turn('cancel'),
      async remove(key) {
        const { open } = get();
        if (open?.request.key === key) {
          needRest(open);
          set({ open: null });
        }
        deletions.add(key, () => void shelf.remove(key).catch(complain));
        await get().list();
      },
      async bringBack(key) {
        if (deletions.restore(key)) await get().list();
      },
    };
  });

  function complain(error: unknown): void {
    session.notices.getState().complain(`The run could not be deleted: ${sentenceOf(error)}`);
  }
}

function needRest(open: OpenRun | null): void {
  if (open && open.doing !== 'nothing') {
    throw new Error(`Stop “${open.request.title}” first: it keeps what there is.`);
  }
}
