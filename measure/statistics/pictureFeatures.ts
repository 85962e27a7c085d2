/**
 * Everything simple about a picture that might betray where it comes from: light by radius, grain, colours,
 * symmetry.
 */

const ringEdges = [0, 2, 4, 6, 9, 12, 16, 20, 25, 30, 36, 43, 50, 58, 70, 86]; // pixels of a picture of 120
const referenceSidePx = 120;
const lags = [1, 2, 3, 4, 6, 8, 12, 16]; // pixels
const levels = [1, 2, 4, 8, 16, 32, 64, 128]; // 8-bit brightness

/**
 * Features of one picture, about 230 numbers.
 *
 * @param rgb (side, side, 3), 0 … 255
 */
export function pictureFeatures(rgb: Uint8Array, side: number): number[] {
  const planes = planesOf(rgb);
  const radii = radiiOf(side);
  const features: number[] = [];
  for (const plane of planes) features.push(...ringFeatures(plane, radii));
  for (const plane of planes) {
    features.push(...lagFeatures(plane, side, 0, side));
    features.push(...lagFeatures(plane, side, 0, Math.round(side * 0.2))); // a corner: sky, mostly
    features.push(...lagFeatures(plane, side, Math.round(side * 0.38), Math.round(side * 0.62))); // the galaxy
  }
  features.push(...shareFeatures(rgb, radii));
  features.push(...shapeFeatures(planes[0], radii, side));
  return features;
}

/** Brightness, red minus green, blue minus green. */
function planesOf(rgb: Uint8Array): Float32Array[] {
  const planes = [0, 1, 2].map(() => new Float32Array(rgb.length / 3));
  for (let k = 0, at = 0; at < rgb.length; k++, at += 3) {
    planes[0][k] = 0.299 * rgb[at] + 0.587 * rgb[at + 1] + 0.114 * rgb[at + 2];
    planes[1][k] = rgb[at] - rgb[at + 1];
    planes[2][k] = rgb[at + 2] - rgb[at + 1];
  }
  return planes;
}

/** Distance of each pixel from the middle, in pixels of the reference size. */
function radiiOf(side: number): Float32Array {
  const centre = (side - 1) / 2;
  const scale = referenceSidePx / side;
  return Float32Array.from(
    { length: side * side },
    (_, k) => Math.hypot((k % side) - centre, Math.floor(k / side) - centre) * scale,
  );
}

function ringFeatures(plane: Float32Array, radii: Float32Array): number[] {
  const rings: number[][] = ringEdges.slice(1).map(() => []);
  for (let k = 0; k < plane.length; k++) {
    let ring = 0;
    while (ring < rings.length && radii[k] >= ringEdges[ring + 1]) ring++;
    rings[ring]?.push(plane[k]);
  }
  return rings.flatMap(values => {
    const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
    const spread = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length);
    const median = values.sort((a, b) => a - b)[values.length >> 1];
    return [signedLog(mean), Math.log1p(spread), signedLog(median)];
  });
}

/** Spread of differences at growing distance: what a power spectrum tells, without its windows. */
function lagFeatures(plane: Float32Array, side: number, from: number, to: number): number[] {
  return lags
    .filter(lag => lag < (to - from) / 2)
    .map(lag => {
      let sum = 0;
      let count = 0;
      for (let row = from; row < to - lag; row++) {
        for (let column = from; column < to - lag; column++) {
          const at = row * side + column;
          sum += (plane[at + lag] - plane[at]) ** 2 + (plane[at + lag * side] - plane[at]) ** 2;
          count += 2;
        }
      }
      return Math.log(sum / count + 0.01);
    });
}

/** Shares of the outer pixels at or above some brightness, by channel. */
function shareFeatures(rgb: Uint8Array, radii: Float32Array): number[] {
  return [0, 1, 2].flatMap(channel =>
    levels.map(level => {
      let above = 0;
      let count = 0;
      for (let k = 0; k < radii.length; k++) {
        if (radii[k] < 36) continue;
        count++;
        if (rgb[3 * k + channel] >= level) above++;
      }
      return above / count;
    }),
  );
}

/** Asymmetry under a half turn, centre of light, ellipticity, size, and how rough the surface is. */
function shapeFeatures(luma: Float32Array, radii: Float32Array, side: number): number[] {
  const features: number[] = [];
  const last = luma.length - 1;
  for (const limit of [10, 20, 35]) {
    let [difference, total] = [0, 0];
    for (let k = 0; k < luma.length; k++) {
      if (radii[k] >= limit) continue;
      difference += Math.abs(luma[k] - luma[last - k]);
      total += luma[k];
    }
    features.push(difference / (total + 1));
  }
  const centre = (side - 1) / 2;
  let [sum, x, y, xx, yy, xy] = [1e-6, 0, 0, 0, 0, 0];
  for (let k = 0; k < luma.length; k++) {
    if (radii[k] >= 28) continue;
    const dx = (k % side) - centre;
    const dy = Math.floor(k / side) - centre;
    sum += luma[k];
    x += luma[k] * dx;
    y += luma[k] * dy;
    xx += luma[k] * dx * dx;
    yy += luma[k] * dy * dy;
    xy += luma[k] * dx * dy;
  }
  features.push(x / sum, y / sum, (xx + yy) / sum, Math.hypot(xx - yy, 2 * xy) / (xx + yy + 1e-6));
  for (const [inner, outer] of [
    [0, 5],
    [5, 12],
    [12, 25],
    [25, 40],
  ]) {
    let [count, squares, cubes] = [0, 0, 0];
    for (let row = 1; row < side - 1; row++) {
      for (let column = 1; column < side - 1; column++) {
        const at = row * side + column;
        if (radii[at] < inner || radii[at] >= outer) continue;
        const value = 4 * luma[at] - luma[at - 1] - luma[at + 1] - luma[at - side] - luma[at + side];
        count++;
        squares += value ** 2;
        cubes += value ** 3;
      }
    }
    features.push(Math.log1p(Math.sqrt(squares / count)), cubes / count / ((squares / count) ** 1.5 + 1e-3));
  }
  return features;
}

function signedLog(value: number): number {
  return Math.sign(value) * Math.log1p(Math.abs(value));
}
