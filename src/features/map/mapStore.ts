import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Representation } from '../../session/representation.ts';
import type { Session } from '../../session/session.ts';
import { formatCount, formatGalaxies } from '../../ui/text/quantity.ts';
import { createMapDrawing } from './mapDrawing.ts';
import { createMapJob, type MapProgress } from './mapJob.ts';
import type { LayoutClient } from './points/layoutClient.ts';

interface MapState extends MapProgress {
  /** Share of the nearest neighbours the map on screen was drawn from, 0–1; null where nobody knows. */
  neighbourRecall: number | null;
  /** Draws the present representation anew from nothing, also where the catalogue brought a map of its own. */
  redraw(): void;
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
  /** Of the layouts; the same catalogue and weights then give the same map. Default 1. */
  seed?: number;
}

const laidOutAgainAt = 4; // times as many galaxies: what was placed near a neighbour by then outnumbers what was laid out

/** A settled map and how much of the truth it was drawn from. */
type Drawing = Pick<MapState, 'neighbourRecall'> & { positions: Float32Array };

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
export function createMapStore({ session, layout, seed = 1 }: MapStoreOptions): MapStore {
  const { catalogue, representation, positions } = session;
  let drawn: Drawn | null = null;
  /** The first sample while it is laid out: what is published meanwhile waits for its end. */
  let sample: Representation | null = null;
  /** Galaxies of the last settled layout: of four times as many the next is made. */
  let laidOut = 0;
  /** Settled maps of whole representations, for as long as somebody has these. */
  const settledMaps = new WeakMap<Representation, Drawing>();

  const store = createStore<MapState>(() => ({
    stage: 'empty',
    jobId: null,
    failure: null,
    neighbourRecall: null,
    redraw() {
      stop();
      drawn = null;
      const present = representation.getState().representation;
      if (!present) return;
      settledMaps.delete(present);
      follow(present);
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
    seed,
    onShown({ weights }) {
      drawn = { weights, brought: false };
    },
    onSettled(of, map) {
      laidOut = of.rows.length;
      store.setState({ neighbourRecall: map.neighbourRecall });
      if (of.complete) settledMaps.set(of, map);
    },
  });
  const { run, stop } = createMapJob(session, store, {
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

  function opened(): void {
    stop();
    const { positions: own, weights } = catalogue.getState().catalogue ?? {};
    drawn = own ? { weights: weights ?? null, brought: true } : null;
    positions.getState().replace(own ?? null, false);
    store.setState({ stage: own ? 'done' : 'empty', failure: null, neighbourRecall: null });
  }

  function follow(next: Representation): void {
    if (drawn?.brought && (drawn.weights ?? next.weights) === next.weights) {
      drawn.weights = next.weights;
      const { positions: own } = positions.getState();
      if (own && next.complete) settledMaps.set(next, { positions: own, neighbourRecall: null });
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

  function putBack({ weights }: Representation, settled: Drawing): void {
    stop();
    drawn = { weights, brought: false };
    positions.getState().replace(settled.positions, false);
    store.setState({ stage: 'done', failure: null, neighbourRecall: settled.neighbourRecall });
  }

  function takeGiven(given: Float32Array | null): void {
    stop();
    const present = representation.getState().representation;
    drawn = { weights: present?.weights ?? null, brought: true };
    if (given && present?.complete) settledMaps.set(present, { positions: given, neighbourRecall: null });
    store.setState({ stage: 'done', failure: null, neighbourRecall: null });
  }

  const subscriptions = [
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
