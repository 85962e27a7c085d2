import { createStore, type StoreApi } from 'zustand/vanilla';
import type { OpenedCatalogue } from '../../../contracts/ingest.ts';
import { fetchTiles, type TileEntry, tilePath } from '../../../data/tiles/tiledManifest.ts';
import { sentenceOf } from '../../../session/notices.ts';
import { runJob } from '../../../session/runJob.ts';
import type { Session } from '../../../session/session.ts';
import { formatGalaxies } from '../../../ui/text/quantity.ts';
import type { AddingClients } from '../adding/addGalaxies.ts';
import type { JoiningClient } from '../adding/joiningClient.ts';
import type { IngestStore } from '../ingestStore.ts';
import type { AddedFrom } from '../recent/keeperState.ts';
import { type MapWindow, tilesInView } from './tilesInView.ts';

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
}

interface SurveyTilesState {
  /** Galaxies of the survey that the part of the map on screen has and that are not loaded; null while nobody knows. */
  left: number | null;
  /** Galaxies that the next reading brings. */
  coming: number;
  reading: boolean;
  /** True where no more fit. */
  full: boolean;
  /** Reads the next tiles of what is on screen. Never rejects. */
  read(): Promise<void>;
  stop(): void;
}

/** Store of the tiles of a survey that can be read, made by `createSurveyTilesStore`. */
export type SurveyTilesStore = StoreApi<SurveyTilesState>;

/** Galaxies of a survey that are loaded at most: with their vectors some 300 MB. */
export const mostLoaded = 500_000;
const tilesAtOnce = 4; // a level of the whole map

/** Reads tiles of the survey of which the open catalogue is a part, where the map is on screen. */
export function createSurveyTilesStore(parts: SurveyTilesParts): SurveyTilesStore {
  const { session, ingest, opening, place, rowsChange, size } = parts;
  const { catalogue, camera, notices } = session;
  let listed: { manifestUrl: string; tiles: TileEntry[] | null } | null = null;
  let latest: AbortController | null = null;

  function part(): OpenedCatalogue | null {
    const { catalogue: open } = catalogue.getState();
    return open?.tiled ? open : null;
  }

  function next(open: OpenedCatalogue): { next: TileEntry[]; galaxies: number } {
    if (!open.tiled || !listed?.tiles) return { next: [], galaxies: 0 };
    const here = new Set([
      'tiles/0/0/0',
      ...(open.added ?? []).map(({ name }) => name.replace(/\.parquet$/, '')),
    ]);
    return tilesInView(listed.tiles, open.tiled.map, viewOf(), here);
  }

  function viewOf(): MapWindow {
    const { camera: at } = camera.getState();
    if (!at) return { left: -Infinity, bottom: -Infinity, right: Infinity, top: Infinity };
    const { width, height } = size();
    const [across, up] = [width / 2 ** at.zoom / 2, height / 2 ** at.zoom / 2];
    return { left: at.x - across, right: at.x + across, bottom: at.y - up, top: at.y + up };
  }

  function look(): void {
    const open = part();
    if (!open?.tiled) {
      store.setState({ left: null, coming: 0, full: false });
      return;
    }
    const { manifestUrl, tilesFile } = open.tiled;
    if (listed?.manifestUrl !== manifestUrl) {
      const mine: typeof listed = { manifestUrl, tiles: null };
      listed = mine;
      fetchTiles(manifestUrl, tilesFile).then(
        tiles => {
          mine.tiles = tiles;
          if (listed === mine) look();
        },
        error => {
          if (listed !== mine) return;
          listed = null;
          notices.getState().complain(`More of ${open.name} cannot be read. ${sentenceOf(error)}`);
        },
      );
    }
    if (!listed?.tiles) return;
    const { next: tiles, galaxies } = next(open);
    const coming = fitting(open.rowCount, tiles).reduce((sum, { points }) => sum + points, 0);
    store.setState({ left: galaxies, coming, full: tiles.length > 0 && coming === 0 });
  }

  async function readAll(signal: AbortSignal, report: (done: number, total: number) => void): Promise<void> {
    const { addTile } = await import('./addTile.ts');
    const open = part();
    if (!open?.tiled) return;
    const tiles = fitting(open.rowCount, next(open).next);
    for (const [i, tile] of tiles.entries()) {
      report(i, tiles.length);
      signal.throwIfAborted();
      const {
        catalogue: longer,
        opened,
        rows,
      } = await addTile(session, ingest, place, open.tiled, tile, { signal });
      const url = open.tiled.manifestUrl.replace(/[^/]*$/, `${tilePath(tile)}.parquet`);
      rowsChange(longer, { source: { kind: 'url', url, name: opened.name }, opened, rows });
      opening.getState().exchange(longer);
    }
  }

  const store: SurveyTilesStore = createStore<SurveyTilesState>((set, get) => ({
    ...{ left: null, coming: 0, reading: false, full: false },
    async read() {
      const open = part();
      if (!open || get().reading) return;
      const mine = new AbortController();
      latest = mine;
      set({ reading: true });
      const end = await runJob(
        session.jobs,
        `Read ${formatGalaxies(get().coming)} more of ${open.name}`,
        ({ signal, report }) =>
          readAll(signal, (done, total) => report({ phase: 'Reading tiles', done, total, unit: 'tiles' })),
        { signal: mine.signal },
      );
      latest = null;
      set({ reading: false });
      if (end.outcome === 'failed') notices.getState().complain(end.failure);
      look();
    },
    stop: () => latest?.abort(),
  }));
  catalogue.subscribe((now, before) => {
    if (now.catalogue !== before.catalogue) look();
  });
  camera.subscribe((now, before) => {
    if (now.camera !== before.camera) look();
  });
  queueMicrotask(look);
  return store;
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
