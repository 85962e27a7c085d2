/** Part of an image in pixels, edges not centres: a whole image is {left: 0, top: 0, width, height}. May be fractional. */
export interface PixelBox {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** An 8-bit image, (height, width, channels) row-major; channels past the third (alpha) are dropped. */
export interface PixelImage {
  widthPx: number;
  heightPx: number;
  channels: 3 | 4;
  pixels: Uint8Array | Uint8ClampedArray;
}

/** Weights of a one-dimensional resize: output i is Σ_j weights[i · taps + j] · input[first[i] + j], j < count[i]. */
interface Taps {
  taps: number;
  first: Int32Array;
  count: Int32Array;
  /** Fixed point, see fractionBits. */
  weights: Int32Array;
}

const fractionBits = 22; // 255 · 2²² still fits 31 bits: 32 less 8 for the pixel and 2 for sign and headroom, as Pillow
const half = 1 << (fractionBits - 1);

/** The square box about an image's centre that keeps `cropFraction` (0, 1] of its short side. */
export function centralSquare(widthPx: number, heightPx: number, cropFraction: number): PixelBox {
  if (!(cropFraction > 0 && cropFraction <= 1)) {
    throw new RangeError(`need 0 < cropFraction ≤ 1; got ${cropFraction}`);
  }
  const side = Math.min(widthPx, heightPx) * cropFraction;
  return { left: (widthPx - side) / 2, top: (heightPx - side) / 2, width: side, height: side };
}

/**
 * Triangle filter whose support grows with the reduction, so that every input pixel counts (antialiasing). The
 * coefficients and their rounding are Pillow's (Resample.c, precompute_coeffs).
 */
function triangleTaps(inputLength: number, start: number, length: number, outputLength: number): Taps {
  const scale = length / outputLength;
  const support = Math.max(scale, 1);
  const taps = 2 * Math.ceil(support) + 1;
  const first = new Int32Array(outputLength);
  const count = new Int32Array(outputLength);
  const weights = new Int32Array(outputLength * taps);
  const row = new Float64Array(taps);
  for (let i = 0; i < outputLength; i++) {
    const centre = start + (i + 0.5) * scale;
    first[i] = Math.max(0, Math.trunc(centre - support + 0.5));
    count[i] = Math.min(inputLength, Math.trunc(centre + support + 0.5)) - first[i];
    let sum = 0;
    for (let j = 0; j < count[i]; j++) {
      row[j] = Math.max(0, 1 - Math.abs((first[i] + j - centre + 0.5) / support));
      sum += row[j];
    }
    for (let j = 0; j < count[i]; j++) {
      weights[i * taps + j] = Math.trunc(0.5 + (row[j] / sum) * (1 << fractionBits));
    }
  }
  return { taps, first, count, weights };
}

/**
 * Resizes a box of an image with antialiased bilinear (triangle-filter) sampling, columns first, then rows, each
 * rounded to 8 bits: bit for bit Pillow's `resize((sidePx, sidePx), BILINEAR, box=…)` and torchvision's antialias.
 *
 * @param box within the image
 * @param out filled and returned, (sidePx, sidePx, 3); a part of a batch may be given
 * @returns (sidePx, sidePx, 3) row-major RGB
 */
export function resizeBox(
  image: PixelImage,
  box: PixelBox,
  sidePx: number,
  out = new Uint8Array(sidePx * sidePx * 3),
): Uint8Array {
  const { widthPx, heightPx, channels, pixels } = image;
  if (pixels.length !== widthPx * heightPx * channels) {
    throw new RangeError(
      `need ${widthPx} × ${heightPx} × ${channels} = ${widthPx * heightPx * channels} values; got ${pixels.length}`,
    );
  }
  const right = box.left + box.width;
  const bottom = box.top + box.height;
  if (
    !(
      box.left >= 0 &&
      box.top >= 0 &&
      box.width > 0 &&
      box.height > 0 &&
      right <= widthPx &&
      bottom <= heightPx
    )
  ) {
    throw new RangeError(`need a box within ${widthPx} × ${heightPx} px; got ${JSON.stringify(box)}`);
  }
  if (out.length !== sidePx * sidePx * 3) {
    throw new RangeError(`need room for ${sidePx} × ${sidePx} × 3 values; got ${out.length}`);
  }
  const across = triangleTaps(widthPx, box.left, box.width, sidePx);
  const down = triangleTaps(heightPx, box.top, box.height, sidePx);
  const firstRow = down.first[0];
  const rowCount = down.first[sidePx - 1] + down.count[sidePx - 1] - firstRow;
  const narrowed = narrowRows(image, firstRow, rowCount, across, sidePx); // (rowCount, sidePx, 3)

  const rowLength = sidePx * 3;
  for (let y = 0; y < sidePx; y++) {
    const from = (down.first[y] - firstRow) * rowLength;
    const weightsFrom = y * down.taps;
    for (let x = 0; x < rowLength; x++) {
      let sum = half;
      for (let j = 0, at = from + x; j < down.count[y]; j++, at += rowLength) {
        sum += narrowed[at] * down.weights[weightsFrom + j];
      }
      out[y * rowLength + x] = sum >> fractionBits;
    }
  }
  return out;
}

/** The pass along rows: (rowCount, sidePx, 3) of 8 bits. Weights are positive and sum to 1, so nothing needs clipping. */
function narrowRows(
  { widthPx, channels, pixels }: PixelImage,
  firstRow: number,
  rowCount: number,
  { taps, first, count, weights }: Taps,
  sidePx: number,
): Uint8Array {
  const narrowed = new Uint8Array(rowCount * sidePx * 3);
  for (let y = 0, to = 0; y < rowCount; y++) {
    const rowStart = (firstRow + y) * widthPx;
    for (let x = 0; x < sidePx; x++, to += 3) {
      let red = half;
      let green = half;
      let blue = half;
      let at = (rowStart + first[x]) * channels;
      const end = x * taps + count[x];
      for (let j = x * taps; j < end; j++, at += channels) {
        const weight = weights[j];
        red += pixels[at] * weight;
        green += pixels[at + 1] * weight;
        blue += pixels[at + 2] * weight;
      }
      narrowed[to] = red >> fractionBits;
      narrowed[to + 1] = green >> fractionBits;
      narrowed[to + 2] = blue >> fractionBits;
    }
  }
  return narrowed;
}
