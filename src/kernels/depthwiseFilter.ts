import { f32x4, i32, wasmFunction, whileBelow } from './assembler/wasmAssembler.ts';

/**
 * Gradient of a loss with respect to the filter of a depthwise convolution: for each tap the sum, over the outputs, of dy
 * times the input under that tap.
 *
 * @param x (at least (height − 1) · stride + side, xWidth, channels) row-major, padding included
 * @param dy (height, width, channels) row-major: ∂loss / ∂output
 * @param side of the filter
 * @returns (side, side, channels) row-major
 */
export function plainDepthwiseFilter(
  x: Float32Array,
  dy: Float32Array,
  { height, width, channels, xWidth, stride }: DepthwiseShape,
  side: number,
): Float32Array {
  const dw = new Float32Array(side * side * channels);
  for (let at = 0; at < dw.length; at++) {
    const c = at % channels;
    const kx = Math.floor(at / channels) % side;
    const ky = Math.floor(at / channels / side);
    let sum = 0;
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        const seen = x[((row * stride + ky) * xWidth + column * stride + kx) * channels + c];
        sum += seen * dy[(row * width + column) * channels + c];
      }
    }
    dw[at] = sum;
  }
  return dw;
}

/** Sizes of a depthwise convolution: of its output, and of a row of its padded input. */
interface DepthwiseShape {
  height: number;
  width: number;
  channels: number;
  xWidth: number;
  stride: number;
}

/** Rows of a filter that are summed together: at most 10 sums, dy and a pixel, which fit the 16 vector registers. */
const rowsTogether = { 3: 3, 5: 2, 7: 1 } as const;

/**
 * "depthwiseFilter3", 5 and 7 (x, dy, dw, height, width, channels, xRowBytes, stride): addresses in bytes, channels a
 * multiple of 4. Adds to dw.
 */
export const depthwiseFilterCode = ([3, 5, 7] as const).map(side =>
  wasmFunction(
    `depthwiseFilter${side}`,
    ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
    ([x, dy, dw, height, width, channels, xRowBytes, stride], variable) => {
      const [pixelBytes, dyRowBytes, stepBytes, rowStepBytes] = [1, 2, 3, 4].map(() => variable('i32'));
      const [c, xRow, xAt, tapAt, dyAt, rowEnd, dyEnd, dwAt] = [1, 2, 3, 4, 5, 6, 7, 8].map(() =>
        variable('i32'),
      );
      const gradient = variable('v128');
      const together = rowsTogether[side];
      const sums = Array.from({ length: together * side }, () => variable('v128'));
      const move = (at: typeof x, bytes: typeof x) => at.set(i32.add(at.get, bytes.get));

      /** The taps of rows `first` … `first` + `count` − 1 of the filter, for four channels. */
      const taps = (first: number, count: number) => [
        ...sums.slice(0, count * side).map(sum => sum.set(f32x4.const(0))),
        xRow.set(i32.add(i32.add(x.get, c.get), i32.mul(xRowBytes.get, i32.const(first)))),
        dyAt.set(i32.add(dy.get, c.get)),
        whileBelow(
          dyAt.get,
          dyEnd.get,
          xAt.set(xRow.get),
          rowEnd.set(i32.add(dyAt.get, dyRowBytes.get)),
          whileBelow(
            dyAt.get,
            rowEnd.get,
            gradient.set(f32x4.load(dyAt.get)),
            ...Array.from({ length: count }, (_, row) => [
              tapAt.set(i32.add(xAt.get, i32.mul(xRowBytes.get, i32.const(row)))),
              ...sums
                .slice(row * side, (row + 1) * side)
                .flatMap(sum => [
                  sum.set(f32x4.add(sum.get, f32x4.mul(gradient.get, f32x4.load(tapAt.get)))),
                  move(tapAt, pixelBytes),
                ]),
            ]).flat(),
            move(xAt, stepBytes),
            move(dyAt, pixelBytes),
          ),
          move(xRow, rowStepBytes),
        ),
        dwAt.set(i32.add(i32.add(dw.get, c.get), i32.mul(pixelBytes.get, i32.const(first * side)))),
        ...sums
          .slice(0, count * side)
          .flatMap(sum => [
            f32x4.store(dwAt.get, f32x4.add(f32x4.load(dwAt.get), sum.get)),
            move(dwAt, pixelBytes),
          ]),
      ];

      const groups = [];
      for (let first = 0; first < side; first += together) {
        groups.push(...taps(first, Math.min(together, side - first)));
      }
      return [
        pixelBytes.set(i32.mul(channels.get, i32.const(4))),
        dyRowBytes.set(i32.mul(width.get, pixelBytes.get)),
        stepBytes.set(i32.mul(stride.get, pixelBytes.get)),
        rowStepBytes.set(i32.mul(stride.get, xRowBytes.get)),
        dyEnd.set(i32.add(dy.get, i32.mul(height.get, dyRowBytes.get))),
        c.set(i32.const(0)),
        whileBelow(c.get, pixelBytes.get, ...groups, c.set(i32.add(c.get, i32.const(16)))),
      ];
    },
  ),
);
