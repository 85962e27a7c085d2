import type { AnomaliesWorker } from '../../contracts/anomalies.ts';
import { setAsideSentence } from '../../data/bytes/setAside.ts';
import { catalogueKey } from '../../data/catalogues/catalogueKey.ts';
import { openWorker } from '../../rpc/client.ts';
import type { HouseServices } from '../../session/houseServices.ts';
import type { Session } from '../../session/session.ts';
import { createAnomaliesStore } from './anomaliesStore.ts';
import type { AnomaliesStore } from './state/anomaliesState.ts';

/** The store of the Anomalies room, with a worker of its own. */
export function openAnomalies(
  house: Pick<HouseServices, 'session' | 'neighboursOf' | 'allSearches'>,
): AnomaliesStore {
  const store = createAnomaliesStore({
    session: house.session,
    neighboursOf: house.neighboursOf,
    allSearches: house.allSearches,
    openWorker: () =>
      openWorker<AnomaliesWorker>(
        () =>
          new Worker(new URL('../../../workers/anomalies.worker.ts', import.meta.url), {
            type: 'module',
            name: 'anomalies',
          }),
      ),
    newSeed: () => crypto.getRandomValues(new Uint32Array(1))[0] >>> 1, // of a person's search: any will do
  });
  followCatalogue(house.session);
  tellSetAside(house.session);
  guardUnsaved(house.session);
  return store;
}

/** Opens the searches of the catalogue that opens, and reads them again when the window comes back: another tab may have changed them. */
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

/** Says once for each opening that records were damaged. */
function tellSetAside({ labels, notices }: Session): void {
  labels.subscribe(({ setAside }, before) => {
    if (setAside === 0 || setAside === before.setAside) return;
    notices.getState().complain(setAsideSentence(setAside, 'search', 'searches'));
  });
}

/** Nothing a person rated is lost with the page: leaving asks while a change is not on the disk, and going writes it. */
export function guardUnsaved({ labels }: Pick<Session, 'labels'>, page: EventTarget = window): void {
  page.addEventListener('beforeunload', event => {
    if (labels.getState().saved === 'yes') return;
    labels.getState().flush();
    event.preventDefault();
  });
  page.addEventListener('pagehide', () => labels.getState().flush());
}
