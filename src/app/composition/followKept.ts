import type { CatalogueSource, OpenedCatalogue } from '../../contracts/ingest.ts';
import { mayHoldCatalogues } from '../../data/kept/keptDatabaseName.ts';
import type { LastCatalogue } from '../../data/kept/keptShelf.ts';
import type { JoiningClient } from '../../features/ingest/adding/joiningClient.ts';
import type { createIngestStore, IngestStore } from '../../features/ingest/ingestStore.ts';
import type { AwayPictures } from '../../features/ingest/OpenCatalogue.tsx';
import type { AddedFrom } from '../../features/ingest/recent/keeperState.ts';
import { lastCatalogue, rememberLast } from '../../features/ingest/recent/lastCatalogue.ts';
import type { Keeping } from '../../features/ingest/recent/openKeeping.ts';
import type { RecentStore } from '../../features/ingest/recent/recentStore.ts';
import { loadOnce } from '../../rpc/loadOnce.ts';
import type { Session } from '../../session/session.ts';
import { type HashState, readHash, skyKey } from '../address/hashState.ts';
import type { ViewStore } from '../view.ts';

/** What is kept of catalogues, for the rest of the app. */
interface KeptCatalogues {
  /** Loads the shelf of catalogues at its first call. */
  open(): Promise<Keeping>;
  /** Which catalogue opens first; null: the embedded sky. */
  last(): Promise<LastCatalogue | null>;
  /** Where an embedding is written down; null where its catalogue is not kept. */
  logOf(catalogue: OpenedCatalogue, weightsSha256: string): ReturnType<Keeping['logOf']>;
  /** What was made before of a catalogue that its file brought again; as it came where nothing was. */
  recall: NonNullable<Parameters<typeof createIngestStore>[0]['recall']>;
  /** The list of them; its code is loaded at the first call. */
  openRecent(): Promise<RecentStore>;
  /** Opens the catalogue a link names, where it is kept, or the embedded sky. @returns false where it is not kept */
  openLinked(link: HashState): Promise<boolean>;
  /** Reads pictures again that were too large to be kept. */
  awayPictures: AwayPictures;
  /** The open catalogue is about to leave the session: what waits to be written of it is taken. */
  leaving(): void;
  /** The open catalogue is about to have other rows. @param from where they come from; absent where some go */
  rowsChange(catalogue: OpenedCatalogue, from?: AddedFrom): void;
  /** Puts filters, selection and camera of a kept catalogue back. */
  restoreView(catalogue: OpenedCatalogue): void;
}

interface FollowParts {
  session: Session;
  ingest: IngestStore;
  view: ViewStore;
  client: JoiningClient;
  /** Manifest of the embedded sky. */
  skyUrl: string;
  storage: Storage | undefined;
  page: Window;
}

/** Keeps whatever is opened in this browser, the embedded sky apart: its code is loaded when something else opens. */
export function followKept({
  session,
  ingest,
  view,
  client,
  skyUrl,
  storage,
  page,
}: FollowParts): KeptCatalogues {
  let leave = () => {};
  let rowsChange: KeptCatalogues['rowsChange'] = () => {};
  const open = loadOnce(async () => {
    const { openKeeping } = await import('../../features/ingest/recent/openKeeping.ts');
    const { thumbnails } = client;
    const keeping = openKeeping({ session, thumbnails, room: () => view.getState().room, storage, page });
    view.subscribe(keeping.keeper.viewChanged);
    leave = keeping.keeper.leave;
    rowsChange = (catalogue, from) => void keeping.keeper.rowsChange(catalogue, from);
    return keeping;
  });
  /** What keeps the open catalogue; null for the sky. */
  let keeping: Promise<Keeping> | null = null;
  /** True until something has opened, where the address asks for no room. */
  let begins = !new URLSearchParams(page.location.hash.slice(1)).has('room');
  /** What the address says of the first catalogue. */
  let arrived = readHash(page.location.hash);
  const isKept = () => ingest.getState().source?.kind !== 'baked';

  ingest.subscribe(({ source }, former) => {
    const { catalogue } = session.catalogue.getState();
    if (!source || source === former.source || !catalogue) return;
    begins = false;
    arrived = {};
    if (source.kind === 'baked' && !keeping && rememberLast(storage, null)) return;
    keeping = open().then(found => {
      found.begin(source, catalogue);
      return found;
    });
    keeping.catch(() => {}); // a part of the app that does not load is told by itself
  });

  /** What a key names; null where it is not kept. */
  async function linkedSource(key: string): Promise<CatalogueSource | null> {
    if (key === skyKey) return { kind: 'baked', manifestUrl: skyUrl };
    if (!(await mayHoldCatalogues())) return null;
    const manifest = await (await open()).shelf.manifest(key).catch(() => undefined);
    return manifest ? { kind: 'kept', key, name: manifest.name } : null;
  }

  async function handlesOfOpen(): Promise<readonly FileSystemHandle[]> {
    const { catalogue } = session.catalogue.getState();
    const { keeper, shelf } = await open();
    const key = catalogue && keeper.keyOf(catalogue);
    return key ? shelf.handles(key) : [];
  }

  return {
    open,
    last: () => lastCatalogue(storage, async () => (await open()).shelf),
    async logOf(catalogue, weightsSha256) {
      await Promise.resolve(); // the source is told after the catalogue
      if (!isKept() || !keeping) return null;
      const found = await keeping.catch(() => null); // without its code it is embedded all the same
      return found?.logOf(catalogue, weightsSha256) ?? null;
    },
    async recall(opened, source, control) {
      if (source.kind === 'kept' || source.kind === 'baked') return opened; // the sky loads no shelf
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
    async openLinked(link) {
      const source = link.catalogue === undefined ? null : await linkedSource(link.catalogue);
      if (!source) return false;
      arrived = link;
      await ingest.getState().open(source);
      return ingest.getState().source === source;
    },
    awayPictures: {
      mayAsk: async () => (await handlesOfOpen()).length > 0,
      async ask() {
        const { filesAgain } = await import('../../features/ingest/recent/fileHandles.ts');
        const files = handlesOfOpen().then(filesAgain);
        await ingest.getState().openFiles(files);
      },
    },
    leaving: () => leave(),
    rowsChange: (catalogue, from) => rowsChange(catalogue, from),
    restoreView(catalogue) {
      const link = arrived;
      arrived = {};
      const { view: kept } = catalogue.restored ?? {};
      if (kept && begins) view.getState().enter(kept.room); // later, a person is in the room they chose
      begins = false;
      if (saysView(link)) return; // what a link shows is not covered by what was here before
      void import('../../features/ingest/recent/restoreView.ts').then(({ restoreView }) =>
        restoreView(session, catalogue, link.galaxy),
      );
    },
  };
}

/** Whether a link says more of what is on screen than the address of an open app does. */
function saysView({ catalogue, filter, rule, ids, view }: HashState): boolean {
  return [catalogue, filter, rule, ids, view].some(part => part !== undefined);
}
