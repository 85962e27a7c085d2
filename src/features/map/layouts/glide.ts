/** Frames of the screen. @returns milliseconds at the next one */
export type NextFrame = () => Promise<number>;

const glideMs = 700; // long enough for an eye to follow a galaxy
const mostGliding = 100_000; // galaxies; of more a frame takes too long to be a motion

/** The screen's own frames; null where a person wants no motion. */
export function screenFrames(page: Window): NextFrame | null {
  if (page.matchMedia('(prefers-reduced-motion: reduce)').matches) return null;
  return () => new Promise(resolve => page.requestAnimationFrame(resolve));
}

/**
 * Moves galaxies from one map to another, so that the eye can follow them.
 *
 * @param from (n, 2) row-major; galaxies without a place in either appear at the end
 * @param to (n, 2) row-major
 * @param show gets (n, 2) positions on the way; `to` itself at the end
 * @param nextFrame null: there is no way, only the end
 */
export async function glide(
  from: Float32Array | null,
  to: Float32Array,
  show: (positions: Float32Array, onTheWay: boolean) => void,
  nextFrame: NextFrame | null,
  signal: AbortSignal,
): Promise<void> {
  if (from?.length === to.length && nextFrame && to.length <= 2 * mostGliding) {
    const beganMs = await nextFrame();
    for (let share = 0; share < 1; ) {
      if (signal.aborted) return;
      const eased = share * share * (3 - 2 * share);
      show(
        to.map((place, i) => from[i] + (place - from[i]) * eased),
        true,
      );
      share = ((await nextFrame()) - beganMs) / glideMs;
    }
  }
  if (!signal.aborted) show(to, false);
}
