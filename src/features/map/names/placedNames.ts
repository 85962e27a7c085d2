import type { NamedRegion } from '../../../contracts/map.ts';
import { type Camera, type Size, toScreen } from '../points/camera.ts';
import type { ScreenBox } from '../scene/coveredBoxes.ts';

/** A region's name where it stands on the screen. */
interface PlacedName {
  region: NamedRegion;
  /** Middle of the name, CSS pixels. */
  xPx: number;
  yPx: number;
}

const letterPx = 8; // of its width on average, at 15 px and bold
const factorPx = 44; // "×14.2" behind it
const heightPx = 24;
const octavesOfScale = [0, 1.2, 2.6]; // beyond the fit, from which on parts are named, and parts of these
const edgePx = 8;
const topPx = 56; // search and switch stand above
const abovePx = 36; // the picture of the peak's own galaxy stays free

/**
 * The names that fit on the screen without overlap: those of the scale that suits the zoom, then of wider ones, the
 * largest regions first.
 *
 * @param covered where something stands over the map: the legend, the tools
 */
export function placedNames(
  regions: readonly NamedRegion[],
  camera: Camera,
  size: Size,
  { octavesBeyondFit, covered }: { octavesBeyondFit: number; covered: readonly ScreenBox[] },
): PlacedName[] {
  const finest = octavesOfScale.filter(octaves => octavesBeyondFit >= octaves).length - 1;
  const order = regions
    .filter(region => region.scale <= Math.max(0, finest))
    .sort((a, b) => b.scale - a.scale || b.galaxies - a.galaxies);
  const placed: (PlacedName & { halfPx: number })[] = [];
  for (const region of order) {
    const [xPx, peakPx] = toScreen(camera, size, region.x, region.y);
    const yPx = peakPx - abovePx;
    const halfPx = (letterPx * region.words.length + (region.factor === null ? 0 : factorPx)) / 2;
    const inside =
      xPx - halfPx > edgePx &&
      xPx + halfPx < size.width - edgePx &&
      yPx > topPx &&
      yPx < size.height - heightPx - edgePx;
    const free = placed.every(
      other =>
        Math.abs(other.xPx - xPx) > other.halfPx + halfPx + edgePx || Math.abs(other.yPx - yPx) > heightPx,
    );
    const clear = covered.every(
      box =>
        xPx + halfPx < box.left ||
        xPx - halfPx > box.right ||
        yPx + heightPx < box.top ||
        yPx - heightPx / 2 > box.bottom,
    );
    if (inside && free && clear) placed.push({ region, xPx, yPx, halfPx });
  }
  return placed.map(({ region, xPx, yPx }) => ({ region, xPx, yPx }));
}
