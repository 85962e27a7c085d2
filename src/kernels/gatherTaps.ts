import type { PixelTaps } from '../maths/images/viewTaps.ts';
import { f32x4, i32, wasmFunction, whileBelow } from './assembler/wasmAssembler.ts';

/**
 * A sparse linear map of pixels, such as a rotation: y[pixel] = Σ weight · x[source], over the pixel's taps.
 *
 * @param x (pixels, channels) row-major
 * @param taps of every pixel, as `viewTaps` of src/maths/images makes them
 * @returns (pixels, channels) row-major
 */
export function plainGatherTaps(
  x: Float32Array,
  { perPixel, sources, weights }: PixelTaps,
  channels: number,
): Float32Array {
  const pixels = x.length / channels;
  return Float32Array.from(x, (_, i) => {
    const [pixel, c] = [Math.floor(i / channels), i % channels];
    let sum = 0;
    for (let tap = 0; tap < perPixel; tap++) {
      const at = tap * pixels + pixel;
      sum += weights[at] * x[sources[at] * channels + c];
    }
    return sum;
  });
}

/** "gatherTaps" (x, sources, weights, y, pixels, taps, channels): addresses in bytes, sources 32-bit whole numbers, any number of channels. */
export const gatherTapsCode = wasmFunction(
  'gatherTaps',
  ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
  ([x, sources, weights, y, pixels, taps, channels], variable) => {
    const [rowBytes, tapBytes, endY, c, tap, at, from] = Array.from({ length: 7 }, () => variable('i32'));
    const sum = variable('v128');
    return [
      rowBytes.set(i32.mul(channels.get, i32.const(4))),
      tapBytes.set(i32.mul(pixels.get, i32.const(4))),
      endY.set(i32.add(y.get, i32.mul(pixels.get, rowBytes.get))),
      whileBelow(
        y.get,
        endY.get,
        c.set(i32.const(0)),
        whileBelow(
          c.get,
          rowBytes.get,
          sum.set(f32x4.const(0)),
          at.set(i32.const(0)),
          tap.set(i32.const(0)),
          whileBelow(
            tap.get,
            taps.get,
            from.set(i32.add(i32.mul(i32.load(i32.add(sources.get, at.get)), rowBytes.get), c.get)),
            sum.set(
              f32x4.add(
                sum.get,
                f32x4.mul(
                  f32x4.loadOne(i32.add(weights.get, at.get)),
                  f32x4.loadOne(i32.add(x.get, from.get)),
                ),
              ),
            ),
            at.set(i32.add(at.get, tapBytes.get)),
            tap.set(i32.add(tap.get, i32.const(1))),
          ),
          f32x4.storeOne(i32.add(y.get, c.get), sum.get),
          c.set(i32.add(c.get, i32.const(4))),
        ),
        y.set(i32.add(y.get, rowBytes.get)),
        ...[sources, weights].map(table => table.set(i32.add(table.get, i32.const(4)))),
      ),
    ];
  },
);
