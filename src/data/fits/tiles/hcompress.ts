import { BitReader, readQuadrants } from './hcompressBits.ts';
import { inverseHTransform } from './hcompressInverse.ts';
import { TileError } from './tileError.ts';

const headBytes = 25;

/**
 * HCOMPRESS_1: a Haar transform of two dimensions whose coefficients are kept bit plane by bit plane, each as a tree of
 * quadrants. Source: FITS standard 4.0, section 10.4.4; White, Postman & Lattanzi 1992. Numbers are doubles, in which 64-bit
 * files of real images are exact.
 *
 * @param bytes of the tile: a head of 25 bytes, then the bits
 * @param out (rows · columns) takes the numbers
 * @param smooth whether steps left by a lossy packing are smoothed; default false
 * @throws TileError where the bytes are damaged or of another size
 */
export function decodeHcompress(bytes: Uint8Array, out: Int32Array, smooth = false): void {
  if (bytes.length < headBytes || bytes[0] !== 0xdd || bytes[1] !== 0x99) throw new TileError('is damaged');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [rows, columns, scale] = [view.getInt32(2), view.getInt32(6), view.getInt32(10)];
  if (rows <= 0 || columns <= 0 || rows * columns !== out.length) throw new TileError('is damaged');
  const sum = Number(view.getBigInt64(14));
  const planes = bytes.subarray(22, headBytes); // bits of the coarse quadrant, of the two mixed ones, of the fine one
  if (planes.some(each => each > 62)) throw new TileError('is damaged');
  const values = new Float64Array(out.length);
  const bits = new BitReader(bytes, headBytes);
  const [above, left] = [(rows + 1) >> 1, (columns + 1) >> 1];
  const [below, right] = [rows >> 1, columns >> 1];
  const quadrant = (at: number, height: number, width: number, planeCount: number) =>
    readQuadrants(bits, values, { at, rowStep: columns, rows: height, columns: width }, planeCount);
  quadrant(0, above, left, planes[0]);
  quadrant(left, above, right, planes[1]);
  quadrant(above * columns, below, left, planes[1]);
  quadrant(above * columns + left, below, right, planes[2]);
  if (bits.nibble() !== 0) throw new TileError('is damaged');
  bits.startSigns();
  for (let i = 0; i < values.length; i++) if (values[i] !== 0 && bits.bit() === 1) values[i] = -values[i];
  values[0] = sum;
  if (scale > 1) for (let i = 0; i < values.length; i++) values[i] *= scale;
  inverseHTransform(values, rows, columns, smooth ? scale >> 1 : 0); // rounding lost up to half the scale
  for (let i = 0; i < out.length; i++) out[i] = values[i];
}
