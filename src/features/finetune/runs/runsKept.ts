import type { RemovedRun } from '../../../data/runs/finetuneRuns.ts';
import { sentenceOf } from '../../../session/notices.ts';
import type { RunsDesk } from './runsDesk.ts';

/** Reads the runs of a catalogue and shows the last one that was finished. */
export async function openRuns(desk: RunsDesk, key: string | null): Promise<void> {
  const { clients, get, set } = desk;
  get().stop();
  desk.representations.forget();
  set({ catalogue: key, runs: null, shown: null, answers: null, failure: null, former: null });
  desk.publish();
  if (key === null) return;
  try {
    const runs = await clients.shelf.list(key);
    if (get().catalogue !== key) return; // another was opened meanwhile
    set({ runs });
    const last = runs.find(run => run.finished);
    if (last) await get().show(last.key);
  } catch (error) {
    set({ runs: [], failure: `Earlier runs could not be read: ${sentenceOf(error)}` });
  }
}

export async function renameRun(desk: RunsDesk, key: string, name: string): Promise<void> {
  const run = desk.runOf(key);
  if (!run || name.trim() === '') return;
  const renamed = { ...run, name: name.trim() };
  desk.set({ runs: (desk.get().runs ?? []).map(each => (each.key === key ? renamed : each)) });
  if (desk.get().shown === key) desk.publish();
  await desk.clients.shelf.put(renamed);
}

/** Forgets runs and offers them back. */
export async function removeRuns(desk: RunsDesk, keys: readonly string[]): Promise<void> {
  const { clients, get, set } = desk;
  const { work, shown } = get();
  if (work && keys.includes(work.key)) get().stop();
  const removed = await forget(desk, keys);
  if (removed.length === 0) return;
  const [{ run }] = removed;
  const what = removed.length === 1 ? `The run “${run.name}” was` : `${removed.length} runs were`;
  clients.session.notices.getState().say(`${what} deleted.`, {
    undo() {
      void Promise.all(removed.map(clients.shelf.restore)).then(async () => {
        if (get().catalogue !== run.catalogue) return; // another was opened meanwhile
        set({ runs: await clients.shelf.list(run.catalogue) });
        if (shown !== null && keys.includes(shown)) await get().show(shown);
      });
    },
  });
}

/** Takes runs off the shelf without a word. */
export async function forget(desk: RunsDesk, keys: readonly string[]): Promise<RemovedRun[]> {
  const { clients, get, set } = desk;
  const removed = await Promise.all(keys.map(clients.shelf.remove));
  set({ runs: (get().runs ?? []).filter(run => !keys.includes(run.key)) });
  const { shown, runs } = get();
  if (shown !== null && keys.includes(shown)) await get().show(runs?.find(run => run.finished)?.key ?? null);
  return removed.filter(each => each !== undefined);
}
