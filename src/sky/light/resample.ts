/** Catmull & Rom's cubic (Keys 1981 with a = −½), nothing beyond two pixels: sharp, overshoots a little. */
function cubic(x: number): number {
  const t = Math.abs(x);
  if (t < 1) return (1.5 * t - 2.5) * t * t + 1;
  return t < 2 ? ((-0.5 * t + 2.5) * t - 4) * t + 2 : 0;
}

/**
 * Resamples the central square of an RGB picture as SkyServer does, with a cubic kernel. Where the result is coarser than
 * the picture, the kernel is widened to average all pixels it covers, so that nothing aliases.
 *
 * @param rgb (side, side, 3)
 * @param boxPx width of the central square to take, pixels of the input, may be fractional
 * @param shiftPx moves the square right and down by this many pixels. Default 0
 * @returns (to, to, 3)
 */
export function enlargeCentre(
  rgb: Uint8ClampedArray,
  side: number,
  boxPx: number,
  to: number,
  shiftPx = 0,
): Uint8ClampedArray {
  if (!(boxPx <= side)) throw new RangeError(`need box ≤ side; got box = ${boxPx}, side = ${side}`);
  const step = boxPx / to;
  const stretch = Math.max(1, step);
  const taps = weightsOf(side, (side - boxPx) / 2 + shiftPx, step, stretch, to);
  const rows = new Float32Array(side * to * 3);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < to; x++) {
      const { first, weights } = taps[x];
      let r = 0;
      let g = 0;
      let b = 0;
      for (let k = 0; k < weights.length; k++) {
        const at = 3 * (y * side + first + k);
        r += weights[k] * rgb[at];
        g += weights[k] * rgb[at + 1];
        b += weights[k] * rgb[at + 2];
      }
      const out = 3 * (y * to + x);
      rows[out] = r;
      rows[out + 1] = g;
      rows[out + 2] = b;
    }
  }
  const result = new Uint8ClampedArray(to * to * 3);
  const line = new Float32Array(to * 3);
  for (let y = 0; y < to; y++) {
    line.fill(0);
    const { first, weights } = taps[y];
    for (let k = 0; k < weights.length; k++) {
      const start = (first + k) * to * 3;
      for (let x = 0; x < line.length; x++) line[x] += weights[k] * rows[start + x];
    }
    result.set(line, y * to * 3);
  }
  return result;
}

function weightsOf(side: number, start: number, step: number, stretch: number, to: number) {
  return Array.from({ length: to }, (_, k) => {
    const centre = start + (k + 0.5) * step - 0.5;
    const first = Math.max(0, Math.ceil(centre - 2 * stretch));
    const last = Math.min(side - 1, Math.floor(centre + 2 * stretch));
    const weights = new Float32Array(last - first + 1);
    let sum = 0;
    for (let j = first; j <= last; j++) {
      weights[j - first] = cubic((j - centre) / stretch);
      sum += weights[j - first];
    }
    for (let j = 0; j < weights.length; j++) weights[j] /= sum;
    return { first, weights };
  });
}
