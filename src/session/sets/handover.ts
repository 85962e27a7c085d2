import { createStore, type StoreApi } from 'zustand/vanilla';
import type { GalaxySet } from './galaxySet.ts';

/** What a room is asked to do with galaxies: find more like them, teach or distil them as a class, rate or label them. */
export type Verb = 'like' | 'teach' | 'distil' | 'rate' | 'label';

/** Galaxies on their way from the selection to a room. */
interface Handover extends GalaxySet {
  verb: Verb;
  /** For `like`: galaxies that the answer shall not be like. */
  unlike?: GalaxySet;
  /** For `teach` and `distil`: name of a column of few words, each of which is to be a class; `rows` then do not count. */
  column?: string;
  /** For `rate`: the rating of each, 0–5. */
  score?: number;
}

/** State of {@link createHandoverStore}. */
interface HandoverState {
  /** What no room has taken yet. */
  waiting: Handover | null;
  /** Replaces what waits. */
  hand(handover: Handover): void;
  /** For the room that does it. @returns what waits under one of these verbs, which then waits no longer; else null */
  take(...verbs: Verb[]): Handover | null;
  /** Nothing waits any longer: another catalogue has opened. */
  clear(): void;
}

/** Holds the galaxies that wait for a room. */
export type HandoverStore = StoreApi<HandoverState>;

/** Store through which one room asks another; whoever hands over also opens the room, which takes it once it is loaded. */
export function createHandoverStore(): HandoverStore {
  return createStore<HandoverState>((set, get) => ({
    waiting: null,
    hand: waiting => set({ waiting }),
    take(...verbs) {
      const { waiting } = get();
      if (!waiting || !verbs.includes(waiting.verb)) return null;
      set({ waiting: null });
      return waiting;
    },
    clear: () => set({ waiting: null }),
  }));
}
