import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CatalogueSource } from '../../../contracts/ingest.ts';
import { hubParts } from '../../../data/remote/hubParts.ts';
import type { HubSet } from '../../../data/remote/hubSets.ts';
import { runJob } from '../../../session/runJob.ts';
import type { Session } from '../../../session/session.ts';

interface HubStoreParts {
  session: Session;
  /** Opens a catalogue in place of the present one. */
  open(source: CatalogueSource): Promise<void>;
  /** Default: asks the hub; tests hand in another. */
  parts?: typeof hubParts;
}

interface HubState {
  /** Key of the set whose files are being asked for. */
  asking: string | null;
  /** Bytes of sets whose size only the hub knew, once it has told it. */
  sizes: Readonly<Record<string, number>>;
  /** Why a set could not be had, by its key. */
  failures: Readonly<Record<string, string>>;
  /**
   * Asks the hub for a set's files and opens them; of a set whose size was not known it only tells the size, and the next call
   * opens it. Never rejects.
   */
  open(set: HubSet): Promise<void>;
}

/** Store of the sets of real galaxies on the hub. */
export type HubStore = StoreApi<HubState>;

/** Asks the hub only when a person asks for a set. */
export function createHubStore({ session, open, parts = hubParts }: HubStoreParts): HubStore {
  return createStore<HubState>((set, get) => ({
    asking: null,
    sizes: {},
    failures: {},
    async open(wanted) {
      const { key, title, credit } = wanted;
      if (get().asking !== null) return;
      const { [key]: _, ...failures } = get().failures;
      set({ asking: key, failures });
      const end = await runJob(session.jobs, `Ask for ${title}`, ({ signal }) => parts(wanted, { signal }));
      set({ asking: null });
      if (end.outcome === 'failed') set({ failures: { ...get().failures, [key]: end.failure } });
      if (end.outcome !== 'done') return;
      const isNews = wanted.byteLength === undefined && get().sizes[key] === undefined;
      set({ sizes: { ...get().sizes, [key]: end.value.byteLength } });
      if (!isNews) await open({ kind: 'many', name: title, parts: end.value.parts, credit });
    },
  }));
}
