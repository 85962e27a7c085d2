import type { FitsHeader } from '../fitsHeader.ts';
import { gunzip } from '../gunzip.ts';
import { bigEndianPixels, type PixelArray } from '../pixelArray.ts';
import { decodeHcompress } from './hcompress.ts';
import { decodePlio } from './plio.ts';
import { decodeRice } from './rice.ts';
import { TileError } from './tileError.ts';

/** What the header says about how tiles are packed. */
export interface TileCodec {
  kind: 'RICE_1' | 'GZIP_1' | 'GZIP_2' | 'HCOMPRESS_1' | 'PLIO_1' | 'NOCOMPRESS';
  /** Bytes of a number of RICE_1. */
  riceBytes: 1 | 2 | 4;
  riceBlock: number;
  /** Whether HCOMPRESS_1 smooths what it had rounded. */
  smooth: boolean;
  /** The bit depth of the image, and whether its floats were made whole numbers first. */
  bitpix: number;
  quantised: boolean;
}

const mostRiceBlock = 65_536; // numbers; writers take 16 or 32
const kinds = ['RICE_1', 'GZIP_1', 'GZIP_2', 'HCOMPRESS_1', 'PLIO_1', 'NOCOMPRESS'] as const;

/** @throws UnreadableError for a way of packing that no FITS standard has */
export function tileCodec(header: FitsHeader, quantised: boolean): TileCodec {
  const named = header.text('ZCMPTYPE') ?? '';
  const kind = kinds.find(each => each === named || (named === 'RICE_ONE' && each === 'RICE_1'));
  if (!kind) throw header.broken(`its image is packed by “${named}”, and ${kinds.join(', ')} are read`);
  const bitpix = header.number('ZBITPIX');
  if (bitpix === undefined || ![8, 16, 32, 64, -32, -64].includes(bitpix)) {
    throw header.broken(`ZBITPIX is ${header.get('ZBITPIX')}`);
  }
  const riceBytes = setting(header, 'BYTEPIX') ?? 4;
  const riceBlock = setting(header, 'BLOCKSIZE') ?? 32;
  if (riceBytes !== 1 && riceBytes !== 2 && riceBytes !== 4) throw header.broken(`BYTEPIX is ${riceBytes}`);
  if (!(Number.isInteger(riceBlock) && riceBlock > 0 && riceBlock <= mostRiceBlock))
    throw header.broken(`BLOCKSIZE is ${riceBlock}`);
  const smooth = (setting(header, 'SMOOTH') ?? 0) !== 0;
  return { kind, riceBytes, riceBlock, smooth, bitpix, quantised };
}

/** A parameter of the packing: ZNAMEi is its name, ZVALi its value. */
function setting(header: FitsHeader, name: string): number | undefined {
  for (let i = 1; header.text(`ZNAME${i}`) !== undefined; i++) {
    if (header.text(`ZNAME${i}`)?.toUpperCase() === name) return header.number(`ZVAL${i}`);
  }
  return undefined;
}

/** Unpacked whole numbers, in the type the packing keeps. */
type WholeNumbers = Uint8Array | Int16Array | Int32Array;

/** Room for a tile's (n) whole numbers; undefined where the packing is one that gives bytes. */
export function wholeRoom({ kind, riceBytes }: TileCodec, count: number): WholeNumbers | undefined {
  if (kind === 'RICE_1') {
    return riceBytes === 1
      ? new Uint8Array(count)
      : riceBytes === 2
        ? new Int16Array(count)
        : new Int32Array(count);
  }
  return kind === 'HCOMPRESS_1' || kind === 'PLIO_1' ? new Int32Array(count) : undefined;
}

/**
 * Unpacks a tile of whole numbers into `out` from `at` on.
 *
 * @param out takes (n) numbers; of the type {@link wholeRoom} gives
 * @throws TileError where the bytes are damaged
 */
export function unpackWhole(
  codec: TileCodec,
  bytes: Uint8Array,
  out: WholeNumbers,
  at: number,
  count: number,
): void {
  if (codec.kind === 'RICE_1') {
    decodeRice(bytes, out, { at, count, blockSize: codec.riceBlock });
    return;
  }
  const part = out.subarray(at, at + count) as Int32Array;
  if (codec.kind === 'PLIO_1') decodePlio(bytes, part);
  else decodeHcompress(bytes, part, codec.smooth);
}

/**
 * Unpacks a tile of gzipped or plain bytes.
 *
 * @returns (n)
 * @param asFloats whether these are the floats themselves, kept where they could not be made whole numbers
 * @throws TileError where there are fewer or more bytes than pixels
 */
export async function unpackBytes(
  { kind, bitpix, quantised }: TileCodec,
  bytes: Uint8Array,
  count: number,
  { asFloats, place }: { asFloats: boolean; place: string },
): Promise<PixelArray> {
  const isPlain = kind === 'NOCOMPRESS';
  const plain = isPlain ? bytes : await gunzip(bytes, count * 8, place);
  const size = plain.length / count;
  if (![1, 2, 4, 8].includes(size)) throw new TileError(`has ${plain.length} bytes for ${count} pixels`);
  const isFloat = bitpix < 0 && (asFloats || !quantised);
  if (isFloat && size !== -bitpix / 8) throw new TileError(`has ${size} bytes a pixel`);
  const ordered = kind === 'GZIP_2' && !asFloats ? gathered(plain, size) : plain;
  return bigEndianPixels(ordered, isFloat ? bitpix : 8 * size);
}

/** GZIP_2 keeps the first bytes of all numbers, then the second: they come together again. */
function gathered(bytes: Uint8Array, size: number): Uint8Array {
  const count = bytes.length / size;
  const out = new Uint8Array(bytes.length);
  for (let byte = 0; byte < size; byte++) {
    for (let i = 0; i < count; i++) out[i * size + byte] = bytes[byte * count + i];
  }
  return out;
}
