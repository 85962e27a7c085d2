import { type Code, f32x4, i32, type Local, wasmFunction, whileBelow } from './assembler/wasmAssembler.ts';

/**
 * Multiplies and shifts each channel of every pixel and keeps the result within limits: batch normalisation whose statistics
 * are known, and a ReLU6 behind it.
 *
 * @param x (pixels, channels) row-major
 * @param scale (channels)
 * @param shift (channels)
 * @returns (pixels, channels) row-major
 */
export function plainScaleShift(
  x: Float32Array,
  scale: Float32Array,
  shift: Float32Array,
  [low, high]: readonly [number, number],
): Float32Array {
  const { length: channels } = scale;
  return x.map((value, i) =>
    Math.min(high, Math.max(low, value * scale[i % channels] + shift[i % channels])),
  );
}

/**
 * The sum of a · b of each channel over all pixels, accumulated in double precision: with a = b the sum of squares.
 *
 * @param a (pixels, channels) row-major
 * @param b (pixels, channels) row-major
 * @returns (channels)
 */
export function plainChannelProducts(a: Float32Array, b: Float32Array, channels: number): Float32Array {
  const sums = new Float64Array(channels);
  for (let i = 0; i < a.length; i++) sums[i % channels] += a[i] * b[i];
  return Float32Array.from(sums);
}

/**
 * p a + q b + r of each channel: the gradient of batch normalisation by its input, from a, that by its output, and b, the input.
 *
 * @param a (pixels, channels) row-major
 * @param b (pixels, channels) row-major
 * @param factors p, q and r, (channels) each
 * @returns (pixels, channels) row-major
 */
export function plainChannelMix(
  a: Float32Array,
  b: Float32Array,
  [p, q, r]: readonly Float32Array[],
): Float32Array {
  return a.map((value, i) => {
    const c = i % p.length;
    return p[c] * value + q[c] * b[i] + r[c];
  });
}

/** Bytes of a row, the address where the first array ends, and the offset of four channels in it. */
interface Walk {
  rowBytes: Local;
  end: Local;
  c: Local;
}

/** Runs `body` for four channels at a time of every pixel; `arrays` walk on, the first of them is what ends. */
const overRows = (
  { rowBytes, end, c }: Walk,
  arrays: readonly Local[],
  [pixels, channels]: readonly Local[],
  ...body: Code[]
): Code[] => [
  rowBytes.set(i32.mul(channels.get, i32.const(4))),
  end.set(i32.add(arrays[0].get, i32.mul(pixels.get, rowBytes.get))),
  whileBelow(
    arrays[0].get,
    end.get,
    c.set(i32.const(0)),
    whileBelow(c.get, rowBytes.get, ...body, c.set(i32.add(c.get, i32.const(16)))),
    ...arrays.map(at => at.set(i32.add(at.get, rowBytes.get))),
  ),
];

const walkOf = (variable: (type: 'i32') => Local): Walk => ({
  ...{ rowBytes: variable('i32'), end: variable('i32'), c: variable('i32') },
});

/** "scaleShift" (x, scale, shift, y, pixels, channels, low, high): addresses in bytes, channels a multiple of 4. */
const scaleShiftCode = wasmFunction(
  'scaleShift',
  ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'f32', 'f32'],
  ([x, scale, shift, y, pixels, channels, low, high], variable) => {
    const walk = walkOf(variable);
    const of = (array: Local) => f32x4.load(i32.add(array.get, walk.c.get));
    const shifted = f32x4.add(f32x4.mul(of(x), of(scale)), of(shift));
    const within = f32x4.pmin(f32x4.pmax(shifted, f32x4.splat(low.get)), f32x4.splat(high.get));
    return overRows(walk, [x, y], [pixels, channels], f32x4.store(i32.add(y.get, walk.c.get), within));
  },
);

/** "channelProducts" (a, b, sums, pixels, channels): addresses in bytes, channels a multiple of 4. Adds to `sums`. */
const channelProductsCode = wasmFunction(
  'channelProducts',
  ['i32', 'i32', 'i32', 'i32', 'i32'],
  ([a, b, sums, pixels, channels], variable) => {
    const walk = walkOf(variable);
    const of = (array: Local) => f32x4.load(i32.add(array.get, walk.c.get));
    const sum = f32x4.add(of(sums), f32x4.mul(of(a), of(b)));
    return overRows(walk, [a, b], [pixels, channels], f32x4.store(i32.add(sums.get, walk.c.get), sum));
  },
);

/** "channelMix" (a, b, p, q, r, y, pixels, channels): addresses in bytes, channels a multiple of 4. */
const channelMixCode = wasmFunction(
  'channelMix',
  ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
  ([a, b, p, q, r, y, pixels, channels], variable) => {
    const walk = walkOf(variable);
    const of = (array: Local) => f32x4.load(i32.add(array.get, walk.c.get));
    const mixed = f32x4.add(f32x4.add(f32x4.mul(of(a), of(p)), f32x4.mul(of(b), of(q))), of(r));
    return overRows(walk, [a, b, y], [pixels, channels], f32x4.store(i32.add(y.get, walk.c.get), mixed));
  },
);

/** Code of the three, for `assembleModule`. */
export const batchNormCode = [scaleShiftCode, channelProductsCode, channelMixCode];
