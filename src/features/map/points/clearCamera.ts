import { type Bounds, type Camera, fitCamera, type Size } from './camera.ts';

/** The lower left of a map that something lies over, the legend: so much from its corner, CSS pixels. */
export interface CoveredCorner {
  width: number;
  height: number;
}

/** The lower left edge of a cloud: in each of up to 256 strips its leftmost and its lowest place. */
export interface LowerLeft {
  /** (2 m) x and y of places at or beyond all galaxies of a strip */
  places: Float32Array;
}

const strips = 256; // finer than a picture is wide

/** @param positions (m, 2) row-major world places, none NaN, within `bounds` */
export function lowerLeftOf(positions: Float32Array, bounds: Bounds): LowerLeft {
  const left = new Float32Array(strips).fill(Infinity);
  const low = new Float32Array(strips).fill(Infinity);
  const perUnit = strips / (bounds.maxX - bounds.minX || 1);
  for (let i = 0; i < positions.length; i += 2) {
    const strip = Math.min(strips - 1, Math.floor((positions[i] - bounds.minX) * perUnit));
    left[strip] = Math.min(left[strip], positions[i]);
    low[strip] = Math.min(low[strip], positions[i + 1]);
  }
  const places: number[] = [];
  let lowest = Infinity;
  for (let strip = 0; strip < strips; strip++) {
    if (low[strip] >= lowest) continue; // further right and higher than one before it: clear wherever that is
    lowest = low[strip];
    places.push(left[strip], lowest);
  }
  return { places: Float32Array.from(places) };
}

const picturePx = 20; // half the side of a picture of the first sight: it too stays clear
const halvings = 12; // of the search: 2⁻¹² of the range is below a pixel
const mostOctaves = 2; // a map shrunk to less than a quarter is not worth being clear

/**
 * The camera that shows all galaxies with none of them under the covered corner: the map moves to the right and up as far as
 * there is room, and shrinks no more than that leaves to do. As {@link fitCamera} where nothing lies there.
 */
export function clearCamera(
  bounds: Bounds,
  size: Size,
  { places }: LowerLeft,
  corner: CoveredCorner | null,
): Camera {
  const whole = fitCamera(bounds, size);
  if (!corner) return whole;
  const marginPx = leastGap(bounds, size, whole.zoom);

  /** Moved by a share of the room there is at the right and above. */
  function moved(zoom: number, share: number): Camera {
    const scale = 2 ** zoom;
    const freeX = size.width / 2 - marginPx - ((bounds.maxX - bounds.minX) / 2) * scale;
    const freeY = size.height / 2 - marginPx - ((bounds.maxY - bounds.minY) / 2) * scale;
    return { x: whole.x - (share * freeX) / scale, y: whole.y - (share * freeY) / scale, zoom };
  }
  function isClear({ x, y, zoom }: Camera, { width, height }: CoveredCorner): boolean {
    const scale = 2 ** zoom;
    for (let i = 0; i < places.length; i += 2) {
      const fromLeftPx = size.width / 2 + (places[i] - x) * scale - picturePx;
      const fromBottomPx = size.height / 2 + (places[i + 1] - y) * scale - picturePx;
      if (fromLeftPx < width && fromBottomPx < height) return false;
    }
    return true;
  }
  if (isClear(whole, corner)) return whole;
  const shrunk = isClear(moved(whole.zoom, 1), corner)
    ? 0
    : firstSo(octaves => isClear(moved(whole.zoom - octaves, 1), corner), mostOctaves);
  const zoom = whole.zoom - shrunk;
  if (!isClear(moved(zoom, 1), corner)) return whole;
  return moved(
    zoom,
    firstSo(share => isClear(moved(zoom, share), corner), 1),
  );
}

/** The smallest margin that a fit leaves: that of the axis which fills its place. */
function leastGap(bounds: Bounds, size: Size, zoom: number): number {
  const scale = 2 ** zoom;
  return (
    Math.min(
      size.width - (bounds.maxX - bounds.minX) * scale,
      size.height - (bounds.maxY - bounds.minY) * scale,
    ) / 2
  );
}

/** The least value up to `most` from which on something is so; `most` where it is so nowhere before. */
function firstSo(is: (value: number) => boolean, most: number): number {
  let [no, yes] = [0, most];
  for (let i = 0; i < halvings; i++) {
    const middle = (no + yes) / 2;
    if (is(middle)) yes = middle;
    else no = middle;
  }
  return yes;
}
