import type { AnomaliesWorker } from '../../contracts/anomalies.ts';
import { setAsideSentence } from '../../data/bytes/setAside.ts';
import { keyOfCatalogue } from '../../data/catalogues/catalogueKey.ts';
import { createPeopleDatabase } from '../../data/people/peopleDatabase.ts';
import { openWorker } from '../../rpc/client.ts';
import type { HouseServices } from '../../session/houseServices.ts';
import { guardUnsavedPeople } from '../../session/people/guardPeople.ts';
import type { PeopleStore } from '../../session/people/peopleState.ts';
import { createPeopleStore } from '../../session/people/peopleStore.ts';
import type { Session } from '../../session/session.ts';
import { formatGalaxies } from '../../ui/text/quantity.ts';
import { createAnomaliesStore } from './anomaliesStore.ts';
import type { AnomaliesStore } from './state/anomaliesState.ts';

/** The stores of the Anomalies room, with a worker of its own. */
export function openAnomalies(house: Pick<HouseServices, 'session' | 'neighboursOf' | 'allSearches'>): {
  store: AnomaliesStore;
  people: PeopleStore;
} {
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
    newSeed: () => crypto.getRandomValues(new Uint32Array(1))[0] >>> 1, // any seed will do for a person's search
  });
  const people = createPeopleStore({
    kind: 'ratings',
    session: house.session,
    shelf: createPeopleDatabase(),
    clock: () => Date.now(),
    newKey: () => crypto.randomUUID(),
  });
  followSearch(house.session, people);
  followRatings(house.session, store);
  followCatalogue(house.session);
  tellSetAside(house.session);
  guardUnsaved(house.session);
  guardUnsavedPeople(people);
  return { store, people };
}

/** Opens other people's ratings together with the current search, and compares them with its ratings. */
export function followSearch({ labels }: Pick<Session, 'labels'>, people: PeopleStore): void {
  function follow(): void {
    const { current } = labels.getState();
    const ratings = current?.ratings ?? [];
    people.getState().judge(new Map(ratings.map(({ galaxyId, score }) => [galaxyId, score])));
    void people.getState().open(current?.key ?? null);
  }
  labels.subscribe(({ current: now }, { current: before }) => {
    if (now?.key !== before?.key || now?.ratings !== before?.ratings) follow();
  });
  follow();
}

/** Rates galaxies that were handed over, in the current search or a new one, once the searches kept before are there. */
export function followRatings(session: Session, store: AnomaliesStore): void {
  const { labels, handover, catalogue, notices } = session;
  function take(): void {
    const { reading, catalogue: read } = labels.getState();
    if (reading || read === null) return;
    const handed = handover.getState().take('rate');
    const { catalogue: open } = catalogue.getState();
    if (!handed || !open) return;
    const { rows, words, score = 5 } = handed;
    if (!labels.getState().current) store.getState().begin(words, { start: 'examples', rows: [] });
    const given = store.getState().rateAll(Array.from(rows, row => ({ galaxyId: open.ids.at(row), score })));
    const then = standing();
    notices.getState().say(`${formatGalaxies(given)} rated ${score}.`, {
      undo() {
        if (standing() === then) store.getState().undo();
        else
          notices
            .getState()
            .complain('Ratings changed since: take them back one by one, with u in Anomalies.');
      },
    });
  }
  /** Tells one step of the current search from the next, also after the search was read again. */
  function standing(): string {
    const { key, ratings, skipped } = labels.getState().current ?? {};
    const last = ratings?.at(-1);
    return [key, ratings?.length, last?.galaxyId, last?.score, skipped?.length].join(' ');
  }
  handover.subscribe(({ waiting }) => waiting && take());
  labels.subscribe((now, before) => {
    if (now.reading !== before.reading || now.catalogue !== before.catalogue) take();
  });
  take();
}

/** Opens a catalogue's searches with it, and reads them again when the window gets the focus: another tab may have changed them. */
function followCatalogue({ catalogue, labels }: Session): void {
  let key: string | undefined;
  function open(): void {
    if (key !== undefined) void labels.getState().open(key);
  }
  function follow(): void {
    const { catalogue: opened } = catalogue.getState();
    key = opened ? keyOfCatalogue(opened) : undefined;
    open();
  }
  catalogue.subscribe((now, before) => {
    if (now.catalogue !== before.catalogue) follow();
  });
  window.addEventListener('focus', open);
  follow();
}

/** Shows a notice about damaged records, once for each opening. */
function tellSetAside({ labels, notices }: Session): void {
  labels.subscribe(({ setAside }, before) => {
    if (setAside === 0 || setAside === before.setAside) return;
    notices.getState().complain(setAsideSentence(setAside, 'search', 'searches'));
  });
}

/** Keeps ratings from being lost with the page: while a change is not saved, closing asks first; closing also writes changes. */
export function guardUnsaved({ labels }: Pick<Session, 'labels'>, page: EventTarget = window): void {
  page.addEventListener('beforeunload', event => {
    if (labels.getState().saved === 'yes') return;
    labels.getState().flush();
    event.preventDefault();
  });
  page.addEventListener('pagehide', () => labels.getState().flush());
}
