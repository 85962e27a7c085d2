import { createStore, type StoreApi } from 'zustand/vanilla';
import type { OpenedCatalogue } from '../../../contracts/ingest.ts';
import { type TileEntry, tilePath } from '../../../data/tiles/tiledManifest.ts';
import type { Job } from '../../../session/jobs.ts';
import { sentenceOf } from '../../../session/notices.ts';
import { runJob } from '../../../session/runJob.ts';
import type { Session } from '../../../session/session.ts';
import { formatGalaxies } from '../../../ui/text/quantity.ts';
import type { AddingClients, addGalaxies } from '../adding/addGalaxies.ts';
import type { JoiningClient } from '../adding/joiningClient.ts';
import { lacksToReadTiles } from '../adding/sessionState.ts';
import type { IngestStore } from '../ingestStore.ts';
import type { AddedFrom } from '../recent/keeperState.ts';
import { viewOf } from '../recent/restoreView.ts';
import { createCameraRest } from './cameraRest.ts';
import { fetchSurveyTiles, type SurveyTiles } from './surveyTiles.ts';
import {
  everywhere,
  isInView,
  type MapWindow,
  type TilesLeft,
  tilesAbout,
  tilesInView,
} from './tilesInView.ts';

interface SurveyTilesParts {
  session: Session;
  ingest: Pick<JoiningClient, 'open' | 'close' | 'join' | 'answers'>;
  /** Takes the longer catalogue. */
  opening: Pick<IngestStore, 'getState'>;
  /** Places galaxies on a map that is not the survey's own. */
  place: AddingClients['place'];
  /** The open catalogue is about to have other rows. */
  rowsChange(catalogue: OpenedCatalogue, from: AddedFrom): void;
  /** Size of the window in pixels. */
  size(): { width: number; height: number };
  /** Milliseconds that the map has to stand still before tiles come by themselves. Default 300 */
  restMs?: number;
}

interface SurveyTilesState {
  /** Galaxies of the survey that the part of the map on screen has and that are not loaded; null while nobody knows. */
  left: number | null;
  /** Galaxies that the next reading brings. */
  coming: number;
  /** What is being read: what a person asked for, or tiles that come by themselves where the map is looked at closely. */
  reading: 'asked' | 'itself' | null;
  /** Why tiles that should come by themselves did not, as a sentence; they are tried again once the map moves. */
  failure: string | null;
  /** True where no more fit. */
  full: boolean;
  /**
   * Reads the next tiles of what is on screen, or those in which most of some galaxies lie. Never rejects.
   *
   * @param about catalogue rows of these
   */
  read(about?: Uint32Array): Promise<void>;
  /** Ends the reading; none come by themselves until the map moves. */
  stop(): void;
}

/** Store of the tiles of a survey that can be read, made by `createSurveyTilesStore`. */
export type SurveyTilesStore = StoreApi<SurveyTilesState>;

interface Reading {
  control: AbortController;
  /** The one that is being read. */
  tile: TileEntry | null;
}

/** Galaxies of a survey that are loaded at most: with their vectors some 300 MB. */
export const mostLoaded = 500_000;
const tilesAtOnce = 4; // a level of the whole map

/**
 * Reads tiles of the survey of which the open catalogue is a part, where the map is on screen: by themselves where it is looked at
 * closely, as soon as it stands still and no other work is going on; or when asked for. A tile that is no longer on screen is left.
 */
export function createSurveyTilesStore(parts: SurveyTilesParts): SurveyTilesStore {
  const { session, ingest, opening, place, rowsChange, size, restMs = 300 } = parts;
  const { catalogue, camera, notices, jobs } = session;
  const rest = createCameraRest(camera, restMs);
  let listed: { manifestUrl: string; found: SurveyTiles | null } | null = null;
  let latest: Reading | null = null;
  let following: Promise<void> = Promise.resolve();
  let mayFollow = true; // until a person stops it

  function part(): OpenedCatalogue | null {
    const { catalogue: open } = catalogue.getState();
    return open?.tiled ? open : null;
  }

  function leftOf(open: OpenedCatalogue, view = windowOf()): TilesLeft {
    if (!open.tiled || !listed?.found) return { next: [], wanted: [], galaxies: 0 };
    const here = new Set([
      'tiles/0/0/0',
      ...(open.added ?? []).map(({ name }) => name.replace(/\.parquet$/, '')),
    ]);
    return tilesInView(listed.found.tiles, open.tiled.map, view, here);
  }

  function windowOf(): MapWindow {
    const { camera: at } = camera.getState();
    if (!at) return everywhere;
    const { width, height } = size();
    const [across, up] = [width / 2 ** at.zoom / 2, height / 2 ** at.zoom / 2];
    return { left: at.x - across, right: at.x + across, bottom: at.y - up, top: at.y + up };
  }

  /** @throws Error with a sentence where the map is another one than the survey's */
  function leftAbout(open: OpenedCatalogue, rows: Uint32Array): TileEntry[] {
    const { positions } = session.positions.getState();
    if (!open.tiled || !positions || session.maps.getState().shown?.layout !== null)
      throw new Error(
        `Tiles of ${open.name} lie on its own map: choose that again to read where these galaxies are.`,
      );
    return tilesAbout(leftOf(open, everywhere).next, open.tiled.map, positions, rows);
  }

  function look(): void {
    const open = part();
    if (!open?.tiled) {
      store.setState({ left: null, coming: 0, full: false, failure: null });
      return;
    }
    list(open);
    if (!listed?.found) return;
    const { next, galaxies } = leftOf(open);
    const coming = fitting(open.rowCount, next).reduce((sum, { points }) => sum + points, 0);
    store.setState({ left: galaxies, coming, full: next.length > 0 && coming === 0 });
  }

  /** Begins to fetch the list of tiles where another survey is open. */
  function list({ tiled, name }: OpenedCatalogue): void {
    if (!tiled || listed?.manifestUrl === tiled.manifestUrl) return;
    const mine: typeof listed = { manifestUrl: tiled.manifestUrl, found: null };
    listed = mine;
    fetchSurveyTiles(tiled).then(
      found => {
        mine.found = found;
        if (listed !== mine) return;
        look();
        rest.again(); // the map may have been moved before
      },
      error => {
        if (listed !== mine) return; // it is asked again with the next catalogue or visit, not with every move of the map
        notices.getState().complain(`More of ${name} cannot be read. ${sentenceOf(error)}`);
      },
    );
  }

  async function readAll(
    choose: (open: OpenedCatalogue) => TileEntry[],
    signal: AbortSignal,
    report: (done: number, total: number) => void,
  ): Promise<void> {
    const open = part();
    if (!open?.tiled || !listed?.found) return;
    const tiles = fitting(open.rowCount, choose(open));
    for (const [i, tile] of tiles.entries()) {
      report(i, tiles.length);
      signal.throwIfAborted();
      if (latest) latest.tile = tile;
      const lists = listed?.found?.lists;
      const added = lists && (await addedInRest(tile, lists, signal));
      if (!added) return; // another catalogue is open by now
      const url = open.tiled.manifestUrl.replace(/[^/]*$/, `${tilePath(tile)}.parquet`);
      const { opened, rows } = added;
      const { restored } = added.catalogue;
      const view = viewOf(session, null); // the map may have moved meanwhile
      const longer = { ...added.catalogue, restored: restored && { ...restored, view } };
      rowsChange(longer, { source: { kind: 'url', url, name: opened.name }, opened, rows });
      opening.getState().exchange(longer);
    }
  }

  /**
   * The open catalogue with a tile's galaxies, made while the map stands still, since one that is being dragged is not drawn anew;
   * made again where rooms published something meanwhile. Null where another catalogue was opened.
   */
  async function addedInRest(
    tile: TileEntry,
    lists: SurveyTiles['lists'],
    signal: AbortSignal,
  ): Promise<Awaited<ReturnType<typeof addGalaxies>> | null> {
    const { addTile } = await import('./addTile.ts');
    for (;;) {
      const former = part();
      if (!former?.tiled) return null;
      const added = await addTile(session, ingest, place, { ...former.tiled, lists }, tile, { signal });
      const made = whatIsMade();
      let isTaken = false;
      try {
        await rest.whenStill(signal);
        if (part() !== former) return null;
        isTaken = whatIsMade().every((state, i) => state === made[i]);
        if (isTaken) return added;
      } finally {
        if (!isTaken) void ingest.close(added.opened.handle);
      }
    }
  }

  function whatIsMade(): unknown[] {
    const { columns, representation, predictions, positions } = session;
    return [
      columns.getState().columns,
      representation.getState().representation,
      predictions.getState().predictions,
      positions.getState().positions,
    ];
  }

  /** Reads the tiles that come by themselves, one after the other as long as they are wanted. */
  async function follow(): Promise<void> {
    const open = part();
    if (!open || !mayFollow || isBusy(jobs.getState().jobs) || lacksToReadTiles(session) !== null) return;
    if (fitting(open.rowCount, leftOf(open).wanted).length === 0) return;
    const mine: Reading = { control: new AbortController(), tile: null };
    latest = mine;
    store.setState({ reading: 'itself', failure: null });
    try {
      await readAll(
        from => leftOf(from).wanted.slice(0, 1),
        mine.control.signal,
        () => {},
      );
    } catch (error) {
      if (!mine.control.signal.aborted) {
        mayFollow = false; // until the map moves
        store.setState({ failure: sentenceOf(error) });
      }
    }
    latest = null;
    store.setState({ reading: null });
    look();
    rest.again();
  }

  /** Ends what comes by itself where its tile is no longer on screen. */
  function leaveIfPast(): void {
    const { tiled } = part() ?? {};
    if (store.getState().reading !== 'itself' || !latest?.tile || !tiled) return;
    if (!isInView(latest.tile, tiled.map, windowOf())) latest.control.abort();
  }

  const store: SurveyTilesStore = createStore<SurveyTilesState>((set, get) => ({
    ...{ left: null, coming: 0, reading: null, failure: null, full: false },
    async read(about) {
      await following;
      const open = part();
      if (!open || latest) return;
      const mine: Reading = { control: new AbortController(), tile: null };
      latest = mine;
      set({ reading: 'asked', failure: null });
      const end = await runJob(
        jobs,
        about ? `Read on in ${open.name}` : `Read ${formatGalaxies(get().coming)} more of ${open.name}`,
        ({ signal, report }) =>
          readAll(
            from => (about ? leftAbout(from, about) : leftOf(from).next),
            signal,
            (done, total) => report({ phase: 'Reading tiles', done, total, unit: 'tiles' }),
          ),
        { signal: mine.control.signal },
      );
      latest = null;
      set({ reading: null });
      if (end.outcome === 'failed') notices.getState().complain(end.failure);
      look();
    },
    stop() {
      mayFollow = false;
      latest?.control.abort();
    },
  }));
  catalogue.subscribe((now, before) => {
    if (now.catalogue !== before.catalogue) look();
  });
  camera.subscribe((now, before) => {
    if (now.camera === before.camera) return;
    mayFollow = true;
    leaveIfPast();
    look();
  });
  jobs.subscribe((now, before) => {
    if (isBusy(before.jobs) && !isBusy(now.jobs)) rest.again();
  });
  rest.onStill(() => {
    if (!latest) following = follow();
  });
  queueMicrotask(look);
  return store;
}

function isBusy(all: readonly Job[]): boolean {
  return all.some(({ outcome }) => outcome === 'running');
}

/** As many tiles as are read at once and fit. */
function fitting(loaded: number, tiles: readonly TileEntry[]): TileEntry[] {
  const chosen: TileEntry[] = [];
  let rows = loaded;
  for (const tile of tiles.slice(0, tilesAtOnce)) {
    if (rows + tile.points > mostLoaded) break;
    rows += tile.points;
    chosen.push(tile);
  }
  return chosen;
}
