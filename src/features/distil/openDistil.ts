import { createDistilDatabase } from '../../data/runs/distilDatabase.ts';
import { createRunLocks } from '../../data/runs/runLocks.ts';
import type { HouseServices } from '../../session/houseServices.ts';
import { createDistilStore, type DistilStore } from './distilStore.ts';
import { createPrototypeLibrary } from './gallery/shippedPrototypes.ts';

/** The store of the Distil room on this browser's database, with a tensor worker of its own. */
export function openDistil({
  session,
  openTensorWorker,
  pixels,
}: Pick<HouseServices, 'session' | 'openTensorWorker' | 'pixels'>): DistilStore {
  const folder = new URL('prototypes/', document.baseURI).href;
  const store = createDistilStore({
    session,
    openWorker: openTensorWorker,
    pixels,
    library: createPrototypeLibrary(folder, (...all) => fetch(...all)),
    shelf: createDistilDatabase(),
    locks: createRunLocks('distil'),
    newKey: () => crypto.randomUUID(),
  });
  keepOnLeaving(store);
  return store;
}

/**
 * Has the worker write a checkpoint as the page goes: it does so at each pause. A page that comes back from the browser's
 * cache goes on.
 */
export function keepOnLeaving(
  { runs, clients }: Pick<DistilStore, 'runs' | 'clients'>,
  page: EventTarget = window,
): void {
  let paused: string | undefined; // the run that this pauses
  page.addEventListener('pagehide', () => {
    const { open, pause } = runs.getState();
    if (open?.step !== 'matching') return;
    const { jobs } = clients.session.jobs.getState();
    if (jobs.some(job => job.id === open.jobId && job.paused)) return; // it is kept already, and stays paused
    paused = open.request.key;
    pause();
  });
  page.addEventListener('pageshow', () => {
    const { open, resume } = runs.getState();
    if (paused !== undefined && open?.request.key === paused) resume();
    paused = undefined;
  });
}
