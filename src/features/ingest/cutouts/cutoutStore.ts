import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CatalogueSource } from '../../../contracts/ingest.ts';
import { isBlankPicture } from '../../../data/cutouts/blankPicture.ts';
import type { CutoutLayer, CutoutRequest } from '../../../data/cutouts/cutoutLayers.ts';
import { cutoutSource } from '../../../data/cutouts/cutoutSource.ts';
import { type Cutout, fetchCutouts } from '../../../data/cutouts/fetchCutouts.ts';
import type { SkyPlace } from '../../../data/cutouts/skyList.ts';
import { remoteShelf } from '../../../data/remote/remoteDatabase.ts';
import { runJob } from '../../../session/runJob.ts';
import type { Session } from '../../../session/session.ts';

interface CutoutStoreParts {
  session: Session;
  /** Opens a catalogue in place of the present one. */
  open(source: CatalogueSource): Promise<void>;
  /** Default: asks the services; tests hand in another. */
  fetch?: typeof fetchCutouts;
}

/** What a run brought. */
interface CutoutOutcome {
  here: number;
  absent: number;
  failed: number;
  /** Why the first of the failed could not be had. */
  because?: string;
  /** The pictures that came, not opened yet. */
  source: Extract<CatalogueSource, { kind: 'images' }> | null;
}

interface CutoutState {
  /** The job under way. */
  job: number | null;
  outcome: CutoutOutcome | null;
  failure: string | null;
  /** Fetches the pictures of places and opens them once all are there. Never rejects. */
  fetch(
    layer: CutoutLayer,
    places: readonly SkyPlace[],
    cut: Omit<CutoutRequest, 'raDeg' | 'decDeg'>,
  ): Promise<void>;
  stop(): void;
  /** Opens what came of a run that was stopped or failed in part. */
  openSome(): Promise<void>;
}

/** Store of the fetching of cutouts. */
export type CutoutStore = StoreApi<CutoutState>;

/** Asks the services only when a person asks for cutouts; what came is kept, so that another run goes on from there. */
export function createCutoutStore({ session, open, fetch = fetchCutouts }: CutoutStoreParts): CutoutStore {
  return createStore<CutoutState>((set, get) => ({
    job: null,
    outcome: null,
    failure: null,
    async fetch(layer, places, cut) {
      if (get().job !== null) return;
      const found: Cutout[] = new Array(places.length);
      let done = 0;
      const progress = () => ({ phase: layer.title, done, total: places.length, unit: 'cutouts' });
      const end = await runJob(
        session.jobs,
        `Fetch ${places.length.toLocaleString('en')} cutouts`,
        ({ signal, report }) =>
          fetch(
            layer,
            places.map(({ raDeg, decDeg }) => ({ raDeg, decDeg, ...cut })),
            {
              signal,
              shelf: remoteShelf(),
              isBlank: isBlankPicture,
              onCutout(index, cutout) {
                found[index] = cutout;
                done++;
                report(progress());
              },
            },
          ),
        { first: progress(), onStart: job => set({ job, outcome: null, failure: null }) },
      );
      const outcome = outcomeOf(found, cutoutSource(layer, places, cut, found));
      const failure = end.outcome === 'failed' ? end.failure : null;
      set({ job: null, outcome, failure });
      if (end.outcome === 'done' && outcome.failed === 0) await get().openSome();
    },
    stop() {
      const { job } = get();
      if (job !== null) session.jobs.getState().cancel(job);
    },
    async openSome() {
      const { outcome } = get();
      if (!outcome?.source) return;
      set({ outcome: { ...outcome, source: null } });
      await open(outcome.source);
    },
  }));
}

function outcomeOf(found: readonly Cutout[], source: CutoutOutcome['source']): CutoutOutcome {
  const all = [...found].filter(each => each !== undefined);
  const failures = all.flatMap(each => ('failure' in each ? [each.failure] : []));
  const here = source?.images.length ?? 0;
  return {
    here,
    absent: all.filter(each => 'absent' in each).length,
    failed: failures.length,
    because: failures[0],
    source: here > 0 ? source : null,
  };
}
