import { type Code, f32x4, i32, wasmFunction, whileBelow } from './assembler/wasmAssembler.ts';

/** Side of the only filter with a kernel: ConvNeXt's. Sides 3 and 5 are fast in tfjs itself. */
export const depthwiseSide = 7;
const side = depthwiseSide;

/**
 * Convolves each channel with its own 7 × 7 filter, without padding: the definition that the kernel is held to.
 *
 * @param x (height + 6, width + 6, channels) row-major
 * @param filter (7, 7, channels)
 * @param bias (channels)
 * @param height of the output
 * @param width of the output
 * @returns (height, width, channels) row-major
 */
export function plainDepthwise(
  x: Float32Array,
  filter: Float32Array,
  bias: Float32Array,
  height: number,
  width: number,
): Float32Array {
  const channels = bias.length;
  const y = new Float32Array(height * width * channels);
  for (let to = 0; to < y.length; to++) {
    const c = to % channels;
    const column = Math.floor(to / channels) % width;
    const row = Math.floor(to / channels / width);
    let sum = bias[c];
    for (let ky = 0; ky < side; ky++) {
      for (let kx = 0; kx < side; kx++) {
        const from = ((row + ky) * (width + side - 1) + column + kx) * channels + c;
        sum += x[from] * filter[(ky * side + kx) * channels + c];
      }
    }
    y[to] = sum;
  }
  return y;
}

const neighbours = 4; // outputs computed together: with 7 filter values and one pixel, 12 of a processor's 16 registers

/**
 * "depthwise" (x, filter, bias, y, height, width, channels): addresses in bytes, channels a multiple of 4. Each
 * loaded pixel is used for up to four outputs.
 */
export const depthwiseCode = wasmFunction(
  'depthwise',
  ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
  ([x, filter, bias, y, height, width, channels], variable) => {
    const pixelBytes = variable('i32');
    const xRowBytes = variable('i32');
    const yRowBytes = variable('i32');
    const [c, yEnd, to, toEnd, corner] = [1, 2, 3, 4, 5].map(() => variable('i32'));
    const [pixelAt, filterAt, rowAt, rowEnd] = [1, 2, 3, 4].map(() => variable('i32'));
    const sums = Array.from({ length: neighbours }, () => variable('v128'));
    const taps = Array.from({ length: side }, () => variable('v128'));
    const pixel = variable('v128');
    const move = (at: typeof x, bytes: Code) => at.set(i32.add(at.get, bytes));
    const times = (value: Code, factor: number) => i32.mul(value, i32.const(factor));

    /** `count` outputs of one row from `corner`, the first pixel under their filters, to `to`. */
    const outputs = (count: number): Code[] => [
      ...sums.slice(0, count).map(sum => sum.set(f32x4.load(i32.add(bias.get, c.get)))),
      filterAt.set(i32.add(filter.get, c.get)),
      rowAt.set(corner.get),
      rowEnd.set(i32.add(corner.get, times(xRowBytes.get, side))),
      whileBelow(
        rowAt.get,
        rowEnd.get,
        ...taps.flatMap(tap => [tap.set(f32x4.load(filterAt.get)), move(filterAt, pixelBytes.get)]),
        pixelAt.set(rowAt.get),
        ...Array.from({ length: count + side - 1 }, (_, i) => [
          pixel.set(f32x4.load(pixelAt.get)),
          move(pixelAt, pixelBytes.get),
          ...sums
            .slice(0, count)
            .flatMap((sum, o) =>
              i - o >= 0 && i - o < side
                ? [sum.set(f32x4.add(sum.get, f32x4.mul(pixel.get, taps[i - o].get)))]
                : [],
            ),
        ]).flat(),
        move(rowAt, xRowBytes.get),
      ),
      ...sums.slice(0, count).flatMap(sum => [f32x4.store(to.get, sum.get), move(to, pixelBytes.get)]),
      move(corner, times(pixelBytes.get, count)),
    ];

    return [
      pixelBytes.set(times(channels.get, 4)),
      xRowBytes.set(i32.mul(i32.add(width.get, i32.const(side - 1)), pixelBytes.get)),
      yRowBytes.set(i32.mul(width.get, pixelBytes.get)),
      yEnd.set(i32.add(y.get, i32.mul(height.get, yRowBytes.get))),
      whileBelow(
        y.get,
        yEnd.get,
        c.set(i32.const(0)),
        whileBelow(
          c.get,
          pixelBytes.get,
          corner.set(i32.add(x.get, c.get)),
          to.set(i32.add(y.get, c.get)),
          toEnd.set(i32.add(to.get, yRowBytes.get)),
          whileBelow(
            i32.add(to.get, times(pixelBytes.get, neighbours - 1)),
            toEnd.get,
            ...outputs(neighbours),
          ),
          whileBelow(to.get, toEnd.get, ...outputs(1)),
          move(c, i32.const(16)),
        ),
        move(x, xRowBytes.get),
        move(y, yRowBytes.get),
      ),
    ];
  },
);
