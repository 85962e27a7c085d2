import type { PrototypeFrame, PrototypeSet } from '../../../contracts/distillation/prototypes.ts';
import type { UnwrittenCard } from '../../../data/runs/prototypeFiles.ts';

/** The prototypes on show: shipped, kept from a run, or forming just now. */
export interface ShownSet {
  /** "shipped/NAME" or "run/KEY" */
  id: string;
  card: UnwrittenCard;
  /** The last is the result. */
  frames: readonly PrototypeFrame[];
  /** (classes, sidePx, sidePx, 3) standardised */
  averages?: Float32Array;
}

/** One line of the list of sets. */
export interface SetEntry {
  id: string;
  title: string;
  shipped: boolean;
}

/** Id of a shipped set, by its name. */
export const shippedId = (name: string) => `shipped/${name}`;
/** Id of a run of this browser, by its key. */
export const runId = (key: string) => `run/${key}`;

/** The key of a run, or undefined for a shipped set. */
export function keyOf(id: string): string | undefined {
  return id.startsWith('run/') ? id.slice('run/'.length) : undefined;
}

/** A set from a file, as the gallery shows it. */
export function shownOf(id: string, { card, frames, averages }: PrototypeSet): ShownSet {
  return { id, card, frames, averages };
}

/** The frame that a place of the slider names; the last for null. */
export function frameAt({ frames }: ShownSet, place: number | null): PrototypeFrame {
  return frames[Math.min(place ?? frames.length - 1, frames.length - 1)];
}
