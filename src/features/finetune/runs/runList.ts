import { setAsideSentence } from '../../../data/bytes/setAside.ts';
import type { FinetuneRun, RemovedRun } from '../../../data/runs/finetuneRuns.ts';
import { heldElsewhereSentence } from '../../../data/runs/runLocks.ts';
import { sentenceOf } from '../../../session/notices.ts';
import type { RunContext } from './runContext.ts';

/** Reads the runs of a catalogue and shows the last one that is finished. @param key null: no catalogue is open */
export async function openRuns(context: RunContext, key: string | null): Promise<void> {
  const { clients, get, set } = context;
  get().stop();
  context.representations.forget();
  set({ catalogue: key, runs: null, shown: null, answers: null, failure: null, former: null });
  context.publish();
  if (key === null) return;
  try {
    const { items: runs, setAside } = await clients.shelf.list(key);
    if (get().catalogue !== key) return; // another was opened meanwhile
    set({ runs });
    if (setAside > 0) clients.session.notices.getState().complain(setAsideSentence(setAside, 'run', 'runs'));
    const last = runs.find(run => run.finished);
    if (last) await get().show(last.key);
  } catch (error) {
    set({ runs: [], failure: `Earlier runs could not be read: ${sentenceOf(error)}` });
  }
}

/** Renames a run and its columns; an empty name changes nothing. */
export async function renameRun(context: RunContext, key: string, name: string): Promise<void> {
  const run = context.runOf(key);
  if (!run || name.trim() === '') return;
  const renamed = { ...run, name: name.trim() };
  context.set({ runs: (context.get().runs ?? []).map(each => (each.key === key ? renamed : each)) });
  if (context.get().shown === key) context.publish();
  await context.clients.shelf.rename(key, renamed.name);
}

/**
 * Deletes runs and offers to undo it. A run that is being worked on is first stopped and waited for: what it
 * saves when it stops would otherwise bring it back.
 */
export async function removeRuns(context: RunContext, keys: readonly string[]): Promise<void> {
  const { clients, get, set } = context;
  const { shown } = get();
  const isWorkedOn = () => keys.includes(get().work?.key ?? '');
  while (isWorkedOn()) {
    set({ runs: listWithout(context, keys) }); // a stopped training reads this to know whether to save what it has
    get().stop();
    await context.whenIdle();
  }
  const removed = await forgetRuns(context, await removableRuns(context, keys));
  if (removed.length === 0) return;
  const [{ run }] = removed;
  const what = removed.length === 1 ? `The run “${run.name}” was` : `${removed.length} runs were`;
  clients.session.notices.getState().say(`${what} deleted.`, {
    undo() {
      void Promise.all(removed.map(clients.shelf.restore)).then(async () => {
        if (get().catalogue !== run.catalogue) return; // another was opened meanwhile
        set({ runs: (await clients.shelf.list(run.catalogue)).items });
        if (shown !== null && keys.includes(shown)) await get().show(shown);
      });
    },
  });
}

/** The keys of runs that no other tab works on; a notice names the others. */
async function removableRuns({ clients, runOf }: RunContext, keys: readonly string[]): Promise<string[]> {
  const free: string[] = [];
  for (const key of keys) {
    if (await clients.locks.isFree(key)) free.push(key);
    else clients.session.notices.getState().complain(heldElsewhereSentence(runOf(key)?.name ?? key));
  }
  return free;
}

/** Takes over what another tab changed in the list: runs begun, renamed, trained on or deleted there. */
export async function takeOverRuns({ clients, get, set, runOf }: RunContext): Promise<void> {
  const { catalogue, runs } = get();
  if (catalogue === null || runs === null) return;
  const listed = await clients.shelf.list(catalogue).catch(() => undefined); // the list stays as it was last read
  const own = get().work?.key;
  if (!listed || get().catalogue !== catalogue) return;
  const items = listed.items.flatMap(run => {
    if (run.key !== own) return [run];
    const mine = runOf(run.key); // none while it is stopped to be deleted
    return mine ? [{ ...mine, name: run.name }] : [];
  });
  const begun = own === undefined || items.some(({ key }) => key === own) ? undefined : runOf(own);
  set({ runs: begun ? [begun, ...items] : items });
  const { shown } = get();
  if (shown !== null && !runOf(shown)) await get().show(items.find(run => run.finished)?.key ?? null);
}

/** Deletes runs from the shelf and the list, without a notice. @returns those that existed */
export async function forgetRuns(context: RunContext, keys: readonly string[]): Promise<RemovedRun[]> {
  const { clients, get, set } = context;
  set({ runs: listWithout(context, keys) });
  const removed = await Promise.all(keys.map(clients.shelf.remove));
  const { shown, runs } = get();
  if (shown !== null && keys.includes(shown)) await get().show(runs?.find(run => run.finished)?.key ?? null);
  return removed.filter(each => each !== undefined);
}

function listWithout({ get }: RunContext, keys: readonly string[]): FinetuneRun[] {
  return (get().runs ?? []).filter(run => !keys.includes(run.key));
}
