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
  return createDistilStore({
    session,
    openWorker: openTensorWorker,
    pixels,
    library: createPrototypeLibrary(folder, (...all) => fetch(...all)),
    shelf: createDistilDatabase(),
    locks: createRunLocks('distil'),
    newKey: () => crypto.randomUUID(),
  });
}
