/**
 * How a view of a galaxy is made for learning without labels. A galaxy has no up and no handedness, its distance and its
 * frame are a choice and the sky behind it is noise: a network should not tell views apart by these. Colours are hardly
 * changed, for they tell what a galaxy is; they are never inverted (“solarised”), as no telescope does that.
 */
export interface ViewRecipe {
  /** Pixels along a side of the view. */
  sidePx: number;
  /** Side of the square of the image that is seen, as a share of its side: drawn uniformly between the two; above 1 zooms out. */
  seen: readonly [least: number, most: number];
  /** Largest shift of that square's middle along each side, as a share of the image's side, 0–1. */
  shift: number;
  /** Largest change of brightness, a factor e^±gain of all channels. */
  gain: number;
  /** Largest change of each channel by itself, a factor e^±tint. */
  tint: number;
  /** Largest brightness added to all pixels, ±, on pixels of 0–1. */
  background: number;
  /** Largest standard deviation of the noise added to each pixel, on pixels of 0–1. */
  noise: number;
}

const sky = { gain: 0.25, tint: 0.1, background: 0.02, noise: 0.03 } as const;

/** Views for BYOL and VICReg: most of the galaxy is in each. @param sidePx of the view */
export const wholeViews = (sidePx: number): ViewRecipe => ({
  sidePx,
  seen: [0.6, 1.05],
  shift: 0.08,
  ...sky,
});

/** DINO's large views: half of the image's area or more (§C: 0.5–1). */
export const globalViews = (sidePx: number): ViewRecipe => ({
  sidePx,
  seen: [Math.SQRT1_2, 1],
  shift: 0.06,
  ...sky,
});

/** DINO's small views, half as many pixels along a side: 0.2–0.4 of the area, from about the middle, where the galaxy is. */
export const localViews = (sidePx: number): ViewRecipe => ({
  sidePx: sidePx / 2,
  seen: [Math.sqrt(0.2), Math.sqrt(0.4)],
  shift: 0.15,
  ...sky,
});
