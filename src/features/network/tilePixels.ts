import { cividis, diverging } from '../../maths/images/colourScale.ts';

/** (n, 4) row-major of (n, 3), opaque. */
export function opaque(rgb: Uint8Array): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray((rgb.length / 3) * 4);
  for (let i = 0; i < rgb.length / 3; i++) {
    rgba.set(rgb.subarray(3 * i, 3 * i + 3), 4 * i);
    rgba[4 * i + 3] = 255;
  }
  return rgba;
}

/**
 * A feature map on its own scale: its least value dark, its greatest bright; one that is everywhere alike is dark.
 *
 * @param values (height, width) row-major
 * @returns (height, width, 4) opaque
 */
export function mapPixels(values: Float32Array): Uint8ClampedArray<ArrayBuffer> {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const rgba = new Uint8ClampedArray(values.length * 4);
  for (const [i, value] of values.entries()) {
    rgba.set(cividis(high > low ? (value - low) / (high - low) : 0), 4 * i);
    rgba[4 * i + 3] = 255;
  }
  return rgba;
}

const leastReach = 0.02; // two points of a hundred: smaller changes are not blown up to full colour
const deepest = 0.75; // of opacity: the galaxy stays visible beneath

/** The change of a share, 0.02–1, at which an occlusion map of (height, width) `drops` is fully coloured. */
export function reachOf(drops: Float32Array): number {
  return drops.reduce((most, drop) => Math.max(most, Math.abs(drop)), leastReach);
}

/**
 * An occlusion map as a veil: red where covering lowers the share, blue where it raises it, clear where it does nothing.
 *
 * @param drops (height, width) row-major: by how much the share falls
 * @returns (height, width, 4)
 */
export function veilPixels(drops: Float32Array): Uint8ClampedArray<ArrayBuffer> {
  const reach = reachOf(drops);
  const rgba = new Uint8ClampedArray(drops.length * 4);
  for (const [i, drop] of drops.entries()) {
    rgba.set(diverging(drop > 0 ? 1 : 0), 4 * i);
    rgba[4 * i + 3] = Math.round((255 * deepest * Math.abs(drop)) / reach);
  }
  return rgba;
}
