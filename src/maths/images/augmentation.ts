/** How views of one galaxy may differ: a galaxy has no up, no handedness, and its frame is a choice. */
export interface Augmentation {
  /** Whether a view may be mirrored. */
  flips: boolean;
  /** Rotation by any angle, by quarter turns, or none. */
  turns: 'any' | 'quarters' | 'none';
  /** Largest factor by which a view is enlarged or shrunk, ≥ 1; 1 for none. */
  zoom: number;
  /** Largest shift along each side, as a share of it, 0–1. */
  shift: number;
}

/** Free rotations with slight zoom and shift; Zoobot's default view shifts by 0.1 and zooms by 1.2. */
export const usualAugmentation: Augmentation = { flips: true, turns: 'any', zoom: 1.1, shift: 0.05 };
