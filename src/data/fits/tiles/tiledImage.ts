import { UnreadableError } from '../../bytes/unreadable.ts';
import type { FitsFile } from '../fitsFile.ts';
import { type FitsHdu, hduPlace } from '../fitsHdu.ts';
import type { FitsHeader } from '../fitsHeader.ts';
import { type PixelArray, pixelRoom } from '../pixelArray.ts';
import { type Quantisation, unquantise } from './dither.ts';
import { type TileCodec, tileCodec, unpackBytes, unpackWhole, wholeRoom } from './tileCodec.ts';
import { TileError } from './tileError.ts';
import { eachRun, type TileGrid, type TilePlace, tileGrid, tilePlace } from './tileGrid.ts';
import { type TileTable, tileTable } from './tileTable.ts';

/** A compressed image as it was before BSCALE and BZERO. */
interface StoredPixels {
  stored: PixelArray;
  /** True where blanks have become NaN already, for the floats were kept as whole numbers. */
  blankIsNaN: boolean;
}

/**
 * Unpacks an image kept as tiles in a table. Source: FITS standard 4.0, section 10.
 *
 * @param plane of the axes beyond the first two; without it all
 * @throws UnreadableError where a tile is damaged or missing, named by its number
 */
export async function readTiles(file: FitsFile, hdu: FitsHdu, plane?: number): Promise<StoredPixels> {
  const { header } = hdu;
  const axes = hdu.shape.toReversed();
  const sides = axes.map((side, i) => header.count(`ZTILE${i + 1}`, i === 0 ? side : 1));
  if (sides.some(side => side === 0)) throw header.broken('a tile has no pixels');
  const grid = tileGrid(axes, sides);
  const table = await tileTable(file, hdu);
  if (table.rowCount < grid.tileCount) {
    throw header.broken(`its image needs ${grid.tileCount} tiles, and the table has ${table.rowCount}`);
  }
  const planeSize = axes[0] * (axes[1] ?? 1);
  const all = axes.reduce((product, side) => product * side, 1);
  const part: [number, number] =
    plane === undefined ? [0, all] : [plane * planeSize, (plane + 1) * planeSize];
  const quantised =
    (table.has('ZSCALE') || header.number('ZSCALE') !== undefined) && header.number('ZBITPIX')! < 0;
  const codec = tileCodec(header, quantised);
  const out = pixelRoom(codec.bitpix, part[1] - part[0]);
  const reader = new TileReader(header, table, codec, out);
  for (let tile = 0; tile < grid.tileCount; tile++) {
    const place = tilePlace(grid, tile);
    if (!reaches(grid, place, part)) continue;
    try {
      const whole = spotOf(grid, place, part);
      if (whole !== undefined) await reader.into(tile, place.count, whole);
      else {
        const values = await reader.apart(tile, place.count);
        eachRun(axes, place, part, (from, to, length) => copyRun(values, from, out, to, length));
      }
    } catch (error) {
      if (!(error instanceof TileError)) throw error;
      throw new UnreadableError(
        `Tile ${tile + 1} of the image in ${hduPlace(hdu)} ${error.message}: fetch the file again.`,
      );
    }
  }
  return { stored: out, blankIsNaN: codec.bitpix < 0 };
}

/** Whether any pixel of a tile can lie in the part, by its first and its last. */
function reaches({ axes }: TileGrid, place: TilePlace, [first, end]: readonly [number, number]): boolean {
  let [from, to, step] = [0, 0, 1];
  for (const [i, side] of axes.entries()) {
    from += place.corner[i] * step;
    to += (place.corner[i] + place.sides[i] - 1) * step;
    step *= side;
  }
  return to >= first && from < end;
}

/** Where a tile begins in the part if all its pixels lie there side by side: whole rows; else undefined. */
function spotOf(
  { axes }: TileGrid,
  { corner, sides, count }: TilePlace,
  [first, end]: readonly [number, number],
): number | undefined {
  let at = 0;
  let step = 1;
  let isOpen = true; // as long as all lower axes are covered from edge to edge
  for (const [i, side] of axes.entries()) {
    if (!isOpen && sides[i] > 1) return undefined;
    if (sides[i] < side) isOpen = false;
    at += corner[i] * step;
    step *= side;
  }
  return at >= first && at + count <= end ? at - first : undefined;
}

function copyRun(from: PixelArray, start: number, to: PixelArray, at: number, length: number): void {
  // Both are of the image's own type, so that either both or none hold bigints.
  (to as Float64Array).set((from as Float64Array).subarray(start, start + length), at);
}

/** Unpacks tiles one after another. */
class TileReader {
  private readonly header: FitsHeader;
  private readonly table: TileTable;
  private readonly codec: TileCodec;
  private readonly out: PixelArray;
  private readonly dither: 0 | 1 | 2;
  private readonly ditherSeed: number;
  private whole: ReturnType<typeof wholeRoom>;

  constructor(header: FitsHeader, table: TileTable, codec: TileCodec, out: PixelArray) {
    this.header = header;
    this.table = table;
    this.codec = codec;
    this.out = out;
    const method = header.text('ZQUANTIZ') ?? 'NO_DITHER';
    this.dither = method === 'SUBTRACTIVE_DITHER_1' ? 1 : method === 'SUBTRACTIVE_DITHER_2' ? 2 : 0;
    this.ditherSeed = header.number('ZDITHER0') ?? 1;
  }

  /** A tile's values in a place of their own, of the image's type. */
  async apart(tile: number, count: number): Promise<PixelArray> {
    const values = pixelRoom(this.codec.bitpix, count);
    await this.unpack(tile, count, values, 0);
    return values;
  }

  /** A tile's values into the image, from `at` on. */
  async into(tile: number, count: number, at: number): Promise<void> {
    await this.unpack(tile, count, this.out, at);
  }

  private async unpack(tile: number, count: number, out: PixelArray, at: number): Promise<void> {
    const { codec, table } = this;
    const stretch = table.stretch('COMPRESSED_DATA', tile);
    if (!stretch) return this.unpackFallback(tile, count, out, at);
    const found = table.bytes(stretch);
    const bytes = found instanceof Uint8Array ? found : await found;
    this.whole = this.whole && this.whole.length === count ? this.whole : wholeRoom(codec, count);
    if (!this.whole) {
      const values = await unpackBytes(codec, bytes, count, { asFloats: false, place: this.placeOf(tile) });
      this.finish(tile, values, out, at);
    } else if (codec.bitpix > 0 && out.constructor === this.whole.constructor) {
      unpackWhole(codec, bytes, out as Int16Array, at, count); // at its place at once: nothing is left to do
    } else {
      unpackWhole(codec, bytes, this.whole, 0, count);
      this.finish(tile, this.whole, out, at);
    }
  }

  /** Floats that could not be made whole numbers are kept gzipped, or as they are, in another column. */
  private async unpackFallback(tile: number, count: number, out: PixelArray, at: number): Promise<void> {
    const gzipped = this.table.stretch('GZIP_COMPRESSED_DATA', tile);
    const plain = gzipped ? undefined : this.table.stretch('UNCOMPRESSED_DATA', tile);
    const stretch = gzipped ?? plain;
    if (!stretch) throw new TileError('is missing');
    const bytes = await this.table.bytes(stretch);
    const kind = gzipped ? 'GZIP_1' : 'NOCOMPRESS';
    const place = this.placeOf(tile);
    const values = await unpackBytes({ ...this.codec, kind }, bytes, count, { asFloats: true, place });
    copyRun(sameKind(values, out), 0, out, at, count);
  }

  private placeOf(tile: number): string {
    return `Tile ${tile + 1} of ${this.header.place}`;
  }

  /** Whole numbers become the image's values. */
  private finish(tile: number, values: PixelArray, out: PixelArray, at: number): void {
    const { codec } = this;
    if (!codec.quantised || values instanceof Float32Array || values instanceof Float64Array) {
      copyRun(sameKind(values, out), 0, out, at, values.length);
      return;
    }
    const number = (name: string) => this.table.number(name, tile) ?? this.header.number(name);
    const quantisation: Quantisation = {
      scale: number('ZSCALE') ?? 1,
      zero: number('ZZERO') ?? 0,
      blank: number('ZBLANK') ?? this.header.number('BLANK'),
      dither: this.dither,
      seed: tile + this.ditherSeed - 1,
    };
    if (values instanceof BigInt64Array || values instanceof BigUint64Array) {
      throw new TileError('has 64-bit numbers for floats');
    }
    unquantise(values as Int32Array, out as Float32Array | Float64Array, at, quantisation);
  }
}

/** The same numbers in the type of another array. */
function sameKind(values: PixelArray, other: PixelArray): PixelArray {
  if (values.constructor === other.constructor) return values;
  if (other instanceof BigInt64Array || other instanceof BigUint64Array) {
    return BigInt64Array.from(values as Int32Array, value => BigInt(value));
  }
  if (values instanceof BigInt64Array || values instanceof BigUint64Array) {
    throw new TileError('has numbers of another size than its image');
  }
  const Kind = other.constructor as new (numbers: ArrayLike<number>) => PixelArray;
  return new Kind(values);
}
