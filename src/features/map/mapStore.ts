import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ColumnAxes, LayoutSettings } from '../../contracts/layoutSettings.ts';
import type { DrawnMap } from '../../session/map/maps.ts';
import type { Representation } from '../../session/representation.ts';
import type { Session } from '../../session/session.ts';
import { formatCount, formatGalaxies } from '../../ui/text/quantity.ts';
import { glide, type NextFrame } from './layouts/glide.ts';
import { mapOfColumns, mapOfComponents } from './layouts/plainMaps.ts';
import { createMapDrawing } from './mapDrawing.ts';
import { createMapJob, type MapProgress } from './mapJob.ts';
import type { LayoutClient } from './points/layoutClient.ts';

interface MapState extends MapProgress {
  /** Share of the nearest neighbours the map on screen was drawn from, 0–1; null where nobody knows. */
  neighbourRecall: number | null;
  /** Draws the present representation anew from nothing, also where the catalogue brought a map of its own. */
  redraw(): void;
  /** Draws another way. */
  draw(settings: LayoutSettings): void;
  /** Shows a map that was drawn before; galaxies move to their places on it. */
  show(map: DrawnMap): void;
  /** Draws from the neighbours found so far instead of looking for more. */
  enough(): void;
  /** Stops following the session. */
  end(): void;
}

/** Store of the map's layout, made by `createMapStore`. */
export type MapStore = StoreApi<MapState>;

interface MapStoreOptions {
  session: Session;
  layout: LayoutClient;
  /** Frames in which galaxies move from one map to another; default none: they are there at once. */
  nextFrame?: NextFrame | null;
}

const laidOutAgainAt = 4; // times as many galaxies: what was placed near a neighbour by then outnumbers what was laid out

/** Whose map is on screen. `brought`: the catalogue's own, or one that was given; its weights are null until a representation names them. */
interface Drawn {
  weights: string | null;
  brought: boolean;
}

/**
 * Keeps `session.positions` in step with `session.representation`. The first galaxies are laid out by UMAP; those that
 * arrive later are placed near their neighbours at once; when there are four times as many, and when all are there, all
 * are laid out from where they stand, so that the map stays recognisable. A catalogue that brings a map, or is given one, keeps it until other weights are chosen. A
 * representation that was there before, the same object, gets its map back at once.
 */
export function createMapStore({ session, layout, nextFrame = null }: MapStoreOptions): MapStore {
  const { catalogue, columns, maps, notices, representation, positions } = session;
  let drawn: Drawn | null = null;
  /** The first sample while it is laid out: what is published meanwhile waits for its end. */
  let sample: Representation | null = null;
  /** Galaxies of the last settled layout: of four times as many the next is made. */
  let laidOut = 0;
  /** Settled maps of whole representations, for as long as somebody has these. */
  const settledMaps = new WeakMap<Representation, DrawnMap>();
  /** Galaxies on their way from one map to another. */
  let gliding = new AbortController();

  const store = createStore<MapState>(() => ({
    stage: 'empty',
    jobId: null,
    failure: null,
    neighbourRecall: null,
    redraw() {
      const { settings } = maps.getState();
      const present = representation.getState().representation;
      if (settings.kind === 'columns') {
        drawColumns(settings);
        return;
      }
      stop();
      drawn = null;
      if (!present) return;
      settledMaps.delete(present);
      follow(present);
    },
    draw(settings) {
      maps.getState().choose(settings);
      store.getState().redraw();
    },
    show(map) {
      const places = map.layout?.kind === 'columns' && mapOfColumns(map.layout, columns.getState().columns);
      showMap(places ? { ...map, positions: places } : map); // its columns may hold other values by now
    },
    enough() {
      layout.enough().catch(() => undefined); // a worker that is gone has its failure told by the layout
    },
    end() {
      stop();
      for (const unsubscribe of subscriptions) unsubscribe();
    },
  }));
  const drawing = createMapDrawing({
    session,
    layout,
    onShown({ weights }) {
      drawn = { weights, brought: false };
    },
    onSettled(of, map) {
      laidOut = of.rows.length;
      store.setState({ neighbourRecall: map.neighbourRecall });
      maps.getState().show(map);
      if (of.complete) settledMaps.set(of, map);
    },
  });
  const job = createMapJob(session, store, {
    hasMap: () => drawn !== null,
    onStop() {
      sample = null;
    },
    onEnd(failed) {
      const finished = sample;
      sample = null;
      const present = representation.getState().representation;
      if (finished && present && present !== finished && !failed) follow(present);
    },
  });

  const { run } = job;

  function stop(): void {
    gliding.abort();
    job.stop();
    const { positions: halfway, settling, replace } = positions.getState();
    if (settling) replace(halfway, false);
  }

  function opened(): void {
    stop();
    const { positions: own, weights, formerWeights, restored } = catalogue.getState().catalogue ?? {};
    drawn = own ? { weights: weights ?? null, brought: true } : null;
    const map = own && { ...broughtMap(own, weights ?? null), ...restored?.map };
    if (map && map.weights !== null && map.weights === formerWeights) map.weights = 'file'; // as its representation is called
    maps.getState().reset(map ?? null);
    positions.getState().replace(own ?? null, false);
    const neighbourRecall = map?.neighbourRecall ?? null;
    store.setState({ stage: own ? 'done' : 'empty', failure: null, neighbourRecall });
  }

  function follow(next: Representation): void {
    const { settings, shown } = maps.getState();
    if (drawn && settings.kind === 'columns' && shown?.layout?.kind === 'columns') return; // columns do not depend on it
    if (drawn?.brought && (drawn.weights ?? next.weights) === next.weights) {
      drawn.weights = next.weights;
      const { positions: own } = positions.getState();
      if (own && next.complete) settledMaps.set(next, maps.getState().shown ?? broughtMap(own, next.weights));
      return;
    }
    if (settings.kind === 'components' && !settledMaps.has(next)) {
      drawComponents(next);
      return;
    }
    const galaxies = formatGalaxies(next.rows.length);
    const grows = drawn?.weights === next.weights;
    const settled = settledMaps.get(next);
    const draw = grows ? drawing.drawGrown : drawing.drawAfresh;
    if (settled) putBack(next, settled);
    else if (next.complete) void run(`Map ${galaxies}`, job => draw(next, job));
    else if (sample?.weights === next.weights) return;
    else if (grows && next.rows.length >= laidOutAgainAt * laidOut)
      void run(`Map ${galaxies}`, job => drawing.drawGrown(next, job));
    else if (grows)
      void run(`Place galaxies on the map, ${formatCount(next.rows.length)} in all`, job =>
        drawing.place(next, job),
      );
    else {
      void run(`Map a first ${galaxies}`, job => drawing.drawAfresh(next, job));
      sample = next; // after `run`, which forgets the one before
    }
  }

  /** The first two components, which need no settling. */
  function drawComponents(next: Representation): void {
    const { weights, complete } = next;
    const places = mapOfComponents(next, catalogue.getState().catalogue?.rowCount ?? 0);
    const map: DrawnMap = {
      layout: { kind: 'components' },
      weights,
      positions: places,
      neighbourRecall: null,
    };
    if (complete) {
      showMap(map);
      return;
    }
    stop();
    drawn = { weights, brought: false };
    maps.getState().show(map);
    positions.getState().replace(places, false);
    store.setState({ stage: 'done', failure: null, neighbourRecall: null });
  }

  function drawColumns(layout: ColumnAxes): void {
    const places = mapOfColumns(layout, columns.getState().columns);
    if (places) showMap({ layout, weights: null, positions: places, neighbourRecall: null });
    else notices.getState().complain('The map needs two columns of numbers as its axes. Choose others.');
  }

  function showMap(map: DrawnMap): void {
    stop();
    const present = representation.getState().representation;
    const isOwn = present !== null && map.weights === present.weights;
    drawn = { weights: present?.weights ?? map.weights, brought: !isOwn || present.complete };
    if (isOwn && present.complete) settledMaps.set(present, map);
    maps.getState().show(map);
    store.setState({ stage: 'done', failure: null, neighbourRecall: map.neighbourRecall });
    gliding = new AbortController();
    const { positions: from, replace } = positions.getState();
    void glide(from, map.positions, replace, nextFrame, gliding.signal);
  }

  function putBack({ weights }: Representation, settled: DrawnMap): void {
    stop();
    drawn = { weights, brought: false };
    maps.getState().show(settled);
    positions.getState().replace(settled.positions, false);
    store.setState({ stage: 'done', failure: null, neighbourRecall: settled.neighbourRecall });
  }

  function takeGiven(given: Float32Array | null): void {
    stop();
    const present = representation.getState().representation;
    drawn = { weights: present?.weights ?? null, brought: true };
    const map = given && broughtMap(given, present?.weights ?? null);
    if (map) maps.getState().show(map);
    if (map && present?.complete) settledMaps.set(present, map);
    store.setState({ stage: 'done', failure: null, neighbourRecall: null });
  }

  const subscriptions = [
    columns.subscribe((now, before) => {
      const { settings, shown } = maps.getState();
      if (settings.kind !== 'columns' || shown?.layout?.kind !== 'columns') return;
      const axes = [settings.x, settings.y].map(axis => now.columns.find(({ name }) => name === axis));
      if (axes.every(axis => axis && before.columns.includes(axis))) return;
      const places = mapOfColumns(settings, now.columns); // else ticks would tell the new values of places by the former ones
      if (places?.length === shown.positions.length) showMap({ ...shown, positions: places });
    }),
    positions.subscribe((now, before) => {
      if (now.given !== before.given) takeGiven(now.positions);
    }),
    catalogue.subscribe((now, before) => {
      if (now.catalogue !== before.catalogue) opened();
    }),
    representation.subscribe((now, before) => {
      if (now.version === before.version) return;
      if (now.representation) follow(now.representation);
      else stop();
    }),
  ];

  opened();
  const already = representation.getState().representation;
  if (already) follow(already);
  return store;
}

function broughtMap(positions: Float32Array, weights: string | null): DrawnMap {
  return { layout: null, weights, positions, neighbourRecall: null };
}
