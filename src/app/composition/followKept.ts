import type { OpenedCatalogue } from '../../contracts/ingest.ts';
import type { IngestClient } from '../../features/ingest/ingestClient.ts';
import type { createIngestStore, IngestStore } from '../../features/ingest/ingestStore.ts';
import { keepsSome, rememberLast } from '../../features/ingest/recent/lastCatalogue.ts';
import type { Keeping } from '../../features/ingest/recent/openKeeping.ts';
import type { RecentStore } from '../../features/ingest/recent/recentStore.ts';
import { loadOnce } from '../../rpc/loadOnce.ts';
import type { Session } from '../../session/session.ts';
import type { ViewStore } from '../view.ts';

/** What is kept of catalogues, for the rest of the app. */
interface KeptCatalogues {
  /** Loads the shelf of catalogues at its first call. */
  open(): Promise<Keeping>;
  /** Where an embedding is written down; null where its catalogue is not kept. */
  logOf(catalogue: OpenedCatalogue, weightsSha256: string): Promise<ReturnType<Keeping['logOf']>>;
  /** What was made before of a catalogue that its file brought again; as it came where nothing was. */
  recall: NonNullable<Parameters<typeof createIngestStore>[0]['recall']>;
  /** The list of them; its code is loaded at the first call. */
  openRecent(): Promise<RecentStore>;
  /** Puts filters, selection and camera of a kept catalogue back. */
  restoreView(catalogue: OpenedCatalogue): void;
}

interface FollowParts {
  session: Session;
  ingest: IngestStore;
  view: ViewStore;
  client: IngestClient;
  storage: Storage | undefined;
  page: Window;
}

/** Keeps whatever is opened in this browser, the embedded sky apart: its code is loaded when something else opens. */
export function followKept({ session, ingest, view, client, storage, page }: FollowParts): KeptCatalogues {
  const open = loadOnce(async () => {
    const { openKeeping } = await import('../../features/ingest/recent/openKeeping.ts');
    const { thumbnails } = client;
    const keeping = openKeeping({ session, thumbnails, room: () => view.getState().room, storage, page });
    view.subscribe(keeping.keeper.viewChanged);
    return keeping;
  });
  /** What keeps the open catalogue; null for the sky. */
  let keeping: Promise<Keeping> | null = null;
  /** True until something has opened, where the address asks for no room. */
  let begins = !new URLSearchParams(page.location.hash.slice(1)).has('room');
  const isKept = () => ingest.getState().source?.kind !== 'baked';

  ingest.subscribe(({ source }, former) => {
    const { catalogue } = session.catalogue.getState();
    if (!source || source === former.source || !catalogue) return;
    begins = false;
    if (source.kind === 'baked' && !keeping) return rememberLast(storage, null);
    keeping = open().then(found => {
      found.begin(source, catalogue);
      return found;
    });
    keeping.catch(() => {}); // a part of the app that does not load is told by itself
  });

  return {
    open,
    async logOf(catalogue, weightsSha256) {
      await Promise.resolve(); // the source is told after the catalogue
      if (!isKept() || !keeping) return null;
      return (await keeping).logOf(catalogue, weightsSha256);
    },
    async recall(opened, source, control) {
      if (!keepsSome(storage)) return opened; // the shelf is not loaded for nothing
      const [{ recall }, { shelf }] = await Promise.all([
        import('../../features/ingest/recent/recall.ts'),
        open(),
      ]);
      return recall(opened, source, shelf, client, control);
    },
    openRecent: loadOnce(async () => {
      const [{ createRecentStore }, { shelf, keeper }] = await Promise.all([
        import('../../features/ingest/recent/recentStore.ts'),
        open(),
      ]);
      return createRecentStore({ session, shelf, keeper });
    }),
    restoreView(catalogue) {
      const { view: kept } = catalogue.restored ?? {};
      if (kept && begins) view.getState().enter(kept.room); // later, a person is in the room they chose
      begins = false;
      void import('../../features/ingest/recent/restoreView.ts').then(({ restoreView }) =>
        restoreView(session, catalogue),
      );
    },
  };
}
