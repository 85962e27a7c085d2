import type { PixelArray } from './pixelArray.ts';

/** How stored numbers become values: value = scale · stored + zero; a stored `blank` is nothing. */
export interface PixelScaling {
  /** BSCALE or TSCAL, default 1. */
  scale: number;
  /** BZERO or TZERO, default 0; 2⁶³ comes as a bigint. */
  zero: number | bigint;
  /** BLANK or TNULL of whole numbers. */
  blank?: number | bigint;
}

/**
 * Stored numbers as values, as astropy gives them: the same type where nothing is scaled; unsigned where `zero` only moves the
 * sign; else floats, single precision for 8 and 16 bits and double for 32 and 64, in which the product and the sum are each
 * rounded. A blank becomes NaN.
 *
 * @param stored (n), as the values are
 */
export function scaledPixels(stored: PixelArray, { scale, zero, blank }: PixelScaling): PixelArray {
  const isFloat = stored instanceof Float32Array || stored instanceof Float64Array;
  const usedBlank = isFloat ? undefined : blank;
  const zeroNumber = Number(zero);
  if (scale === 1 && zeroNumber === 0 && usedBlank === undefined) return stored;
  if (scale === 1 && zeroNumber !== 0) {
    const moved = movedSign(stored, zeroNumber);
    if (moved) return moved;
  }
  return scaledFloats(stored, scale, zeroNumber, usedBlank);
}

/** Whole numbers, (n) as `stored`, whose sign was moved by the FITS convention for unsigned ones; undefined where `zero` is another. */
export function movedSign(stored: PixelArray, zero: number): PixelArray | undefined {
  if (stored instanceof Uint8Array && zero === -128) return Int8Array.from(stored, value => value - 128);
  if (stored instanceof Int16Array && zero === 2 ** 15) {
    return Uint16Array.from(stored, value => value + 2 ** 15);
  }
  if (stored instanceof Int32Array && zero === 2 ** 31) {
    return Uint32Array.from(stored, value => value + 2 ** 31);
  }
  if (stored instanceof BigInt64Array && zero === 2 ** 63) {
    return BigUint64Array.from(stored, value => value + 2n ** 63n);
  }
  return undefined;
}

function scaledFloats(
  stored: PixelArray,
  scale: number,
  zero: number,
  blank: number | bigint | undefined,
): Float32Array | Float64Array {
  const isSingle = stored.BYTES_PER_ELEMENT <= 2 || stored instanceof Float32Array;
  const values = isSingle ? new Float32Array(stored.length) : new Float64Array(stored.length);
  const nothing = blank === undefined ? Number.NaN : Number(blank); // NaN equals none
  if (isSingle) {
    const [scale32, zero32] = [Math.fround(scale), Math.fround(zero)];
    for (let i = 0; i < values.length; i++) {
      const value = stored[i] as number; // numbers of two bytes are never bigints
      values[i] = value === nothing ? Number.NaN : Math.fround(value * scale32) + zero32;
    }
  } else {
    for (let i = 0; i < values.length; i++) {
      const value = Number(stored[i]);
      values[i] = value === nothing ? Number.NaN : value * scale + zero;
    }
  }
  return values;
}
