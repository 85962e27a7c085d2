import { catalogueKey } from '../data/catalogueKey.ts';
import type { AnomaliesClients } from '../features/anomalies/anomaliesClients.ts';
import type { AnomaliesStore } from '../features/anomalies/anomaliesStore.ts';
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

/** Searches belong to a catalogue: those of the one that opens are taken up. */
function followCatalogue({ catalogue, labels }: Session): void {
  function open(): void {
    const { catalogue: opened } = catalogue.getState();
    if (opened) void labels.getState().open(catalogueKey(opened.name, opened.ids));
  }
  catalogue.subscribe((now, before) => {
    if (now.catalogue !== before.catalogue) open();
  });
  open();
}
