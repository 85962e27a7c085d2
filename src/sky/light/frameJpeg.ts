/**
 * What JPEG does to a picture, without writing one: SkyServer keeps its frames as JPEGs at the camera's scale
 * and cuts Galaxy Zoo's pictures from those, so the blocks and colour blotches of that compression are enlarged
 * along with a small galaxy. Colour planes at half resolution, 8 × 8 cosine transform, rounding to the standard
 * tables (ITU T.81, annexes A and K).
 */
const luminanceTable = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22,
  29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103,
  121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
];
const chrominanceTable = [
  17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99,
  99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
  99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
];

/** The 8-point cosine transform, (8, 8) row-major: row k is frequency k. */
const cosine = Float32Array.from({ length: 64 }, (_, at) => {
  const k = at >> 3;
  const x = at & 7;
  return (k === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * x + 1) * k * Math.PI) / 16);
});

/**
 * Compresses and decompresses an RGB picture in place.
 *
 * @param rgb (side, side, 3), 0 … 255
 * @param quality 1 … 100, as in the IJG library, for all planes or for brightness and colour apart
 * @param offset where the block grid starts, pixels, 0 … 15: a cutout may begin anywhere in its frame
 */
export function compressFrame(
  rgb: Uint8ClampedArray,
  side: number,
  quality: number | { luma: number; chroma: number },
  offset: { x: number; y: number } = { x: 0, y: 0 },
): void {
  const padded = Math.ceil((side + 15) / 16) * 16 + 16;
  const half = padded / 2;
  const { luma: lumaQuality, chroma: chromaQuality } =
    typeof quality === 'number' ? { luma: quality, chroma: quality } : quality;
  const luma = new Float32Array(padded * padded);
  const blueness = new Float32Array(half * half);
  const redness = new Float32Array(half * half);
  const inside = (k: number) => Math.min(side - 1, Math.max(0, k));
  for (let y = 0; y < padded; y++) {
    const row = inside(y - offset.y) * side;
    for (let x = 0; x < padded; x++) {
      const at = 3 * (row + inside(x - offset.x));
      const r = rgb[at];
      const g = rgb[at + 1];
      const b = rgb[at + 2];
      const h = (y >> 1) * half + (x >> 1);
      luma[y * padded + x] = 0.299 * r + 0.587 * g + 0.114 * b - 128;
      blueness[h] += 0.25 * (-0.168736 * r - 0.331264 * g + 0.5 * b);
      redness[h] += 0.25 * (0.5 * r - 0.418688 * g - 0.081312 * b);
    }
  }
  quantise(luma, padded, tableAt(luminanceTable, lumaQuality));
  quantise(blueness, half, tableAt(chrominanceTable, chromaQuality));
  quantise(redness, half, tableAt(chrominanceTable, chromaQuality));
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const luminance = luma[(y + offset.y) * padded + x + offset.x] + 128;
      const cb = halfAt(blueness, half, x + offset.x, y + offset.y);
      const cr = halfAt(redness, half, x + offset.x, y + offset.y);
      const at = 3 * (y * side + x);
      rgb[at] = luminance + 1.402 * cr;
      rgb[at + 1] = luminance - 0.344136 * cb - 0.714136 * cr;
      rgb[at + 2] = luminance + 1.772 * cb;
    }
  }
}

/** A half-resolution plane at a full-resolution pixel, weights ¾ and ¼ as the IJG library's "fancy upsampling". */
function halfAt(plane: Float32Array, half: number, x: number, y: number): number {
  const x0 = x >> 1;
  const y0 = y >> 1;
  const x1 = Math.min(half - 1, Math.max(0, x0 + (x & 1 ? 1 : -1)));
  const y1 = Math.min(half - 1, Math.max(0, y0 + (y & 1 ? 1 : -1)));
  return (
    0.5625 * plane[y0 * half + x0] +
    0.1875 * (plane[y0 * half + x1] + plane[y1 * half + x0]) +
    0.0625 * plane[y1 * half + x1]
  );
}

/** The IJG library's scaling of the standard tables. */
function tableAt(table: readonly number[], quality: number): number[] {
  const percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
  return table.map(step => Math.min(255, Math.max(1, Math.floor((step * percent + 50) / 100))));
}

function quantise(plane: Float32Array, side: number, table: readonly number[]): void {
  const block = new Float32Array(64);
  const between = new Float32Array(64);
  for (let top = 0; top < side; top += 8) {
    for (let left = 0; left < side; left += 8) {
      for (let y = 0; y < 8; y++) {
        for (let x = 0; x < 8; x++) block[8 * y + x] = plane[(top + y) * side + left + x];
      }
      transform(block, between, false);
      for (let k = 0; k < 64; k++) block[k] = Math.round(block[k] / table[k]) * table[k];
      transform(block, between, true);
      for (let y = 0; y < 8; y++) {
        for (let x = 0; x < 8; x++) plane[(top + y) * side + left + x] = block[8 * y + x];
      }
    }
  }
}

/** Cosine transform of a block in place, or its inverse: C B Cᵀ, or Cᵀ B C. */
function transform(block: Float32Array, between: Float32Array, inverse: boolean): void {
  for (let a = 0; a < 8; a++) {
    for (let c = 0; c < 8; c++) {
      let sum = 0;
      for (let k = 0; k < 8; k++) sum += (inverse ? cosine[8 * k + a] : cosine[8 * a + k]) * block[8 * k + c];
      between[8 * a + c] = sum;
    }
  }
  for (let a = 0; a < 8; a++) {
    for (let c = 0; c < 8; c++) {
      let sum = 0;
      for (let k = 0; k < 8; k++)
        sum += between[8 * a + k] * (inverse ? cosine[8 * k + c] : cosine[8 * c + k]);
      block[8 * a + c] = sum;
    }
  }
}
