import { createStore, type StoreApi } from 'zustand/vanilla';
import { setAsideSentence } from '../../../data/bytes/setAside.ts';
import { heldElsewhereSentence } from '../../../data/runs/runLocks.ts';
import { sentenceOf } from '../../../session/notices.ts';
import { createPendingDeletions } from '../../../session/pendingDeletions.ts';
import { createDistilClient } from './distilClient.ts';
import type { DistilContext } from './distilContext.ts';
import { createDistilSequence, needResting } from './distilSequence.ts';
import { keptRun, newRun } from './openRun.ts';
import type { RunClients } from './runClients.ts';
import type { RunState } from './runState.ts';

/** Store of the distillation runs, made by `createRunStore`. */
export type RunStore = StoreApi<RunState>;

/** The runs of this browser, and the one that is open: its steps are those of distilSequence. */
export function createRunStore(clients: RunClients): RunStore {
  const { session, shelf } = clients;
  const deletions = createPendingDeletions(clients.later);

  return createStore<RunState>((set, get) => {
    const change: DistilContext['change'] = (key, fields) => {
      const { open } = get();
      if (open?.request.key === key) set({ open: { ...open, ...fields } });
    };
    const client = createDistilClient({
      openWorker: clients.openWorker,
      backend: () => session.preferences.getState().backend,
      onOpened(key, snapshot) {
        const { expertEpochsWanted: _, ...shown } = snapshot;
        change(key, shown);
      },
      onLost: sentence => session.notices.getState().say(sentence),
    });
    const context: DistilContext = { jobs: session.jobs, client, open: () => get().open, change };
    const sequence = createDistilSequence(
      clients,
      context,
      request => set({ open: newRun(request) }),
      () => get().list(),
    );

    /** Pauses, resumes or stops the job of the open run. */
    function control(action: 'pause' | 'resume' | 'cancel'): void {
      const { open } = get();
      if (open?.jobId != null) session.jobs.getState()[action](open.jobId);
    }

    return {
      runs: [],
      unread: null,
      open: null,
      ...sequence,
      async list() {
        try {
          const { items, setAside } = await shelf.list();
          if (setAside > 0) session.notices.getState().complain(setAsideSentence(setAside, 'run', 'runs'));
          set({ runs: items.filter(({ key }) => !deletions.has(key)), unread: null });
        } catch (error) {
          set({ unread: `Runs of earlier visits could not be read: ${sentenceOf(error)}` });
        }
      },
      async show(key) {
        if (get().open?.request.key === key) return;
        needResting(context);
        set({ open: await keptRun(shelf, key) });
      },
      pause: () => control('pause'),
      resume: () => control('resume'),
      stop: () => control('cancel'),
      async remove(key) {
        if (get().open?.request.key === key) {
          needResting(context);
          set({ open: null });
        }
        if (!(await clients.locks.isFree(key))) {
          const title = get().runs.find(run => run.key === key)?.title ?? key;
          session.notices.getState().complain(heldElsewhereSentence(title));
          return;
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
