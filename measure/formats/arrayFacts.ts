import type { PixelArray } from '../../src/data/fits/pixelArray.ts';
import type { ExpectedArray } from './expectedFacts.ts';

const typeNames: Record<string, string> = {
  Uint8Array: 'u1',
  Int8Array: 'i1',
  Uint16Array: 'u2',
  Int16Array: 'i2',
  Uint32Array: 'u4',
  Int32Array: 'i4',
  BigUint64Array: 'u8',
  BigInt64Array: 'i8',
  Float32Array: 'f4',
  Float64Array: 'f8',
};
const meanTolerance = 1e-9; // of the sum of singles, which numpy adds in pairs and we one after another

/** How an array differs from what another reader read, or null: integers and floats to the last bit, the mean nearly. */
export function arrayDifference(
  { shape, values }: { shape: readonly number[]; values: PixelArray },
  expected: ExpectedArray,
  typeOf: string = typeNames[values.constructor.name],
): string | null {
  if (shape.join() !== expected.shape.join()) return `shape ${shape}, not ${expected.shape}`;
  const type = shortType(expected.dtype);
  if (typeOf !== type) return `type ${typeOf}, not ${type}`;
  if (!expected.pixels) return null;
  let [min, max, nan, sum] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0];
  for (const stored of values) {
    const value = Number(stored);
    if (Number.isNaN(value)) nan++;
    else {
      if (value < min) min = value;
      if (value > max) max = value;
      sum += value;
    }
  }
  const at = (i: number) => {
    const value = Number(values[i]);
    return Number.isNaN(value) ? null : value;
  };
  const count = values.length;
  const found = {
    min: nan === count ? null : min,
    max: nan === count ? null : max,
    nan,
    first: at(0),
    second: at(Math.min(1, count - 1)),
    middle: at(count >> 1),
    last: at(count - 1),
  };
  const wanted = { min: expected.min, max: expected.max, nan: expected.nan, ...expected.pixels };
  for (const [name, value] of Object.entries(wanted)) {
    const got = found[name as keyof typeof found];
    if (got !== value) return `${name} ${got}, not ${value}`;
  }
  const mean = sum / (count - nan);
  const apart = Math.abs(mean - (expected.mean ?? Number.NaN));
  return apart > meanTolerance * Math.max(Math.abs(min), Math.abs(max))
    ? `mean ${mean}, not ${expected.mean}`
    : null;
}

/** numpy's name of a type as letter and bytes: "float32" and "<f4" are "f4". */
function shortType(dtype: string): string {
  const long = /^(u?int|float)(\d+)$/.exec(dtype);
  if (long) return `${long[1] === 'uint' ? 'u' : long[1][0]}${Number(long[2]) / 8}`;
  return dtype.replace(/^[<>|=]/, '');
}
