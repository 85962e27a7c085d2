import type { DistilClients } from '../features/distil/distilClients.ts';
import type { DistilStore } from '../features/distil/distilStore.ts';

/** The store of the Distil room, its code fetched when the room is first entered. */
export function distilDoor(
  clients: Pick<DistilClients, 'session' | 'openWorker' | 'pixels'>,
): () => Promise<DistilStore> {
  let store: Promise<DistilStore> | undefined;
  async function open(): Promise<DistilStore> {
    const [code, { createPrototypeLibrary }, { createDistilDatabase }] = await Promise.all([
      import('../features/distil/distilStore.ts'),
      import('../features/distil/gallery/shippedPrototypes.ts'),
      import('../data/runs/distilDatabase.ts'),
    ]);
    const folder = new URL('prototypes/', document.baseURI).href;
    return code.createDistilStore({
      ...clients,
      library: createPrototypeLibrary(folder, (...all) => fetch(...all)),
      shelf: createDistilDatabase(),
      newKey: () => crypto.randomUUID(),
    });
  }
  return () => {
    store ??= open();
    store.catch(() => {
      store = undefined; // its code did not come: asked for again next time
    });
    return store;
  };
}
