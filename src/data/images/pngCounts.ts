/** A PNG of 16-bit counts, brought to 8 bits. */
interface StretchedPng {
  /** (height, width, 4) row-major RGBA, 0–255 */
  pixels: Uint8ClampedArray;
}

/** Samples below this leave the high byte nearly unused: counts of a detector, not brightness over the full range. */
const mostCounts = 4096;
const clipped = 0.997; // share of the samples, as in Zoobot's own conversion of single-band FITS
const channelsOf: Record<number, number> = { 0: 1, 2: 3, 4: 2, 6: 4 }; // by colour type; a palette has no 16 bits

/** Whether a PNG holds 16-bit samples, by its header. */
export function isSixteenBitPng(bytes: Uint8Array): boolean {
  return bytes.length > headerBytes && bytes[24] === 16;
}

/** The sentence about a catalogue with such images. @param name of the file or folder */
export function sixteenBitTold(name: string): string {
  return `${name} has 16-bit PNGs: those whose counts stay below 4,096 are stretched as single-band FITS images usually are (to the 99.7th percentile, asinh); the others keep their high byte.`;
}

/** Bytes from the start of a PNG that tell its size, bit depth and colour type. */
export const headerBytes = 29; // signature, length, name and the 13 bytes of IHDR

/**
 * Stretches a 16-bit PNG whose samples all stay below 4,096, as single-band FITS usually is: from the least to the 99.7th
 * percentile, then asinh.
 *
 * @param bytes a whole PNG whose chunks have been checked
 * @returns undefined for other PNGs, and for interlaced ones, which keep their high byte
 */
export async function stretchCounts(bytes: Uint8Array): Promise<StretchedPng | undefined> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const widthPx = view.getUint32(16);
  const heightPx = view.getUint32(20);
  const channels = channelsOf[bytes[25]];
  const isInterlaced = bytes[28] !== 0;
  if (!isSixteenBitPng(bytes) || channels === undefined || isInterlaced) return undefined;
  const samples = unfiltered(await inflated(bytes, view), widthPx, heightPx, channels);
  if (!samples) return undefined;
  const hasAlpha = channels === 2 || channels === 4;
  const colours = hasAlpha ? samples.filter((_, i) => i % channels < channels - 1) : samples;
  const sorted = colours.slice().sort();
  const most = sorted[sorted.length - 1];
  if (most >= mostCounts || most === 0) return undefined;
  const low = sorted[0];
  const high = Math.max(sorted[Math.floor(clipped * (sorted.length - 1))], low + 1);
  const bands = hasAlpha ? channels - 1 : channels;
  const pixels = new Uint8ClampedArray(4 * widthPx * heightPx).fill(255);
  for (let i = 0; i < widthPx * heightPx; i++) {
    for (let c = 0; c < 3; c++) {
      const share = Math.min(1, (colours[i * bands + Math.min(c, bands - 1)] - low) / (high - low));
      pixels[4 * i + c] = (255 * Math.asinh(share)) / Math.asinh(1);
    }
  }
  return { pixels };
}

async function inflated(bytes: Uint8Array, view: DataView): Promise<Uint8Array> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let at = 8; at + 12 <= bytes.length; at += 12 + view.getUint32(at)) {
    const isData = view.getUint32(at + 4) === 0x49444154; // "IDAT"
    if (isData) parts.push(bytes.slice(at + 8, at + 8 + view.getUint32(at)));
  }
  const stream = new Blob(parts).stream().pipeThrough(new DecompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Undoes the filters of the scanlines (PNG specification, 9.2). Undefined where there are too few bytes. */
function unfiltered(
  data: Uint8Array,
  widthPx: number,
  heightPx: number,
  channels: number,
): Uint16Array | undefined {
  const step = 2 * channels;
  const length = widthPx * step;
  if (data.length < heightPx * (length + 1)) return undefined;
  const samples = new Uint16Array(widthPx * heightPx * channels);
  let above = new Uint8Array(length);
  for (let y = 0; y < heightPx; y++) {
    const filter = data[y * (length + 1)];
    const line = data.slice(y * (length + 1) + 1, (y + 1) * (length + 1));
    for (let i = 0; i < length; i++) {
      const left = i >= step ? line[i - step] : 0;
      const corner = i >= step ? above[i - step] : 0;
      line[i] += predicted(filter, left, above[i], corner);
    }
    for (let i = 0; i < length; i += 2) samples[(y * length + i) / 2] = (line[i] << 8) | line[i + 1];
    above = line;
  }
  return samples;
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter !== 4) return 0;
  const [a, b, c] = [left, up, corner].map(value => Math.abs(left + up - corner - value)); // Paeth
  return a <= b && a <= c ? left : b <= c ? up : corner;
}
