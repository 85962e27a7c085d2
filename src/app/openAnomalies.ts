import { catalogueKey } from '../data/catalogues/catalogueKey.ts';
import type { AnomaliesClients } from '../features/anomalies/state/anomaliesClients.ts';
import type { AnomaliesStore } from '../features/anomalies/state/anomaliesState.ts';
import type { Session } from '../session/session.ts';

/** The store of the Anomalies room, its code fetched when the room is first entered. */
export function anomaliesDoor(clients: Omit<AnomaliesClients, 'newSeed'>): () => Promise<AnomaliesStore> {
  let store: Promise<AnomaliesStore> | undefined;
  return () => {
    store ??= import('../features/anomalies/anomaliesStore.ts').then(code => {
      const opened = code.createAnomaliesStore({
        ...clients,
        newSeed: () => crypto.getRandomValues(new Uint32Array(1))[0] >>> 1, // of a person's search: any will do
      });
      followCatalogue(clients.session);
      return opened;
    });
    store.catch(() => {
      store = undefined; // its code did not come: asked for again next time
    });
    return store;
  };
}

/** Searches belong to a catalogue: those of the one that opens are taken up, and what another tab said of it meanwhile. */
function followCatalogue({ catalogue, labels }: Session): void {
  let key: string | undefined;
  function open(): void {
    if (key !== undefined) void labels.getState().open(key);
  }
  function follow(): void {
    const { catalogue: opened } = catalogue.getState();
    key = opened ? catalogueKey(opened.name, opened.ids) : undefined;
    open();
  }
  catalogue.subscribe((now, before) => {
    if (now.catalogue !== before.catalogue) follow();
  });
  window.addEventListener('focus', open);
  follow();
}
