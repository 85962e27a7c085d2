import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BackendName } from '../contracts/tensor.ts';
import { defaultMetric, distanceMetrics, type Metric } from '../maths/neighbours/metrics.ts';

/** What a person chose about the app itself; kept in this browser. */
interface Preferences {
  theme: 'dark' | 'light';
  /** Null: the fastest, by timing. */
  backend: BackendName | null;
  /** Weights that represent the catalogues a person opens; null means the shipped default of whichever version runs. */
  weights: string | null;
  /** Names of hints the person has dismissed. */
  dismissedHints: string[];
  panelWidthPx: number;
  /** Names of the rooms in which the selected galaxy's card is unfolded. */
  unfoldedCards: string[];
  /** Whether the table lies under the map, as wide as it, instead of beside it. */
  tableUnderMap: boolean;
  /** What the map draws galaxies as: pictures among points, points, or density alone. */
  mapShows: 'pictures' | 'points' | 'density';
  /** Whether parts of the map bear names. */
  regionNames: boolean;
  metric: Metric;
  neighbours: number;
  /** Name of this person in lists of people and in files for others; null: "you". */
  personName: string | null;
}

/** State of {@link createPreferencesStore}. */
interface PreferencesState extends Preferences {
  change(fields: Partial<Preferences>): void;
  /** Shows a theme until the person chooses one; it is not kept. */
  suggestTheme(theme: Preferences['theme']): void;
}

/** Holds the preferences. */
export type PreferencesStore = StoreApi<PreferencesState>;

const defaults: Preferences = {
  theme: 'dark',
  backend: null,
  weights: null,
  dismissedHints: [],
  panelWidthPx: 380, // design: room panel
  unfoldedCards: [],
  tableUnderMap: false,
  mapShows: 'pictures',
  regionNames: true,
  metric: defaultMetric,
  neighbours: 24, // fills a 4-wide grid to 6 rows
  personName: null,
};

const key = 'morphospace.preferences';

/**
 * Store of the preferences, saved with every change.
 *
 * @param storage localStorage, or nothing where the browser forbids it: preferences then last for the visit
 */
export function createPreferencesStore(storage?: Pick<Storage, 'getItem' | 'setItem'>): PreferencesStore {
  const former = read(storage);
  let themeIsChosen = former.theme !== undefined;
  const store = createStore<PreferencesState>((set, get) => ({
    ...defaults,
    ...former,
    suggestTheme(theme) {
      if (!themeIsChosen) set({ theme });
    },
    change(fields) {
      set(fields);
      themeIsChosen ||= fields.theme !== undefined;
      const { change: _, suggestTheme: __, ...all } = get();
      const kept = themeIsChosen ? all : { ...all, theme: undefined };
      try {
        storage?.setItem(key, JSON.stringify(kept));
      } catch {
        // With full or forbidden storage the preference lasts for the visit.
      }
    },
  }));
  return store;
}

function read(storage: Pick<Storage, 'getItem'> | undefined): Partial<Preferences> {
  try {
    const parsed: unknown = JSON.parse(storage?.getItem(key) ?? '{}');
    if (typeof parsed !== 'object' || parsed === null) return {};
    const known = Object.entries(parsed).filter(
      ([name, value]) => name in defaults && fits(name as keyof Preferences, value),
    );
    return Object.fromEntries(known);
  } catch {
    return {}; // unreadable preferences count as none
  }
}

/** A preference that may be null is a name otherwise; a metric is one of the table. */
function fits(name: keyof Preferences, value: unknown): boolean {
  const standard = defaults[name];
  if (name === 'mapShows') return value === 'pictures' || value === 'points' || value === 'density';
  if (name === 'metric') return typeof value === 'string' && Object.hasOwn(distanceMetrics, value);
  if (standard === null) return value === null || typeof value === 'string';
  return typeof value === typeof standard;
}
