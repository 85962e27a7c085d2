import { f32x4, i32, wasmFunction, whileBelow } from './assembler/wasmAssembler.ts';

/**
 * Gradient of a loss with respect to the input of a ReLU6: dy where the output lies strictly between 0 and 6, else 0, as in
 * PyTorch.
 *
 * @param dy (pixels, channels) row-major: ∂loss / ∂output
 * @param y (pixels, channels) row-major: the ReLU6's output
 * @returns (pixels, channels) row-major
 */
export function plainRelu6Gradient(dy: Float32Array, y: Float32Array): Float32Array {
  return dy.map((value, i) => (y[i] > 0 && y[i] < 6 ? value : 0));
}

/**
 * The sum of each channel over all pixels, accumulated in double precision.
 *
 * @param x (pixels, channels) row-major
 * @returns (channels)
 */
export function plainChannelSums(x: Float32Array, channels: number): Float32Array {
  const sums = new Float64Array(channels);
  for (let i = 0; i < x.length; i++) sums[i % channels] += x[i];
  return Float32Array.from(sums);
}

/**
 * "relu6Gradient" (dy, y, dz, sums, pixels, channels): addresses in bytes, channels a multiple of 4. Adds dz's channel
 * sums, the bias's gradient, to `sums` in the same pass over memory.
 */
export const relu6GradientCode = wasmFunction(
  'relu6Gradient',
  ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
  ([dy, y, dz, sums, pixels, channels], variable) => {
    const [rowBytes, end, c, sumAt] = [1, 2, 3, 4].map(() => variable('i32'));
    const [output, value] = [variable('v128'), variable('v128')];
    const inside = f32x4.and(
      f32x4.below(f32x4.const(0), output.get),
      f32x4.below(output.get, f32x4.const(6)),
    );
    return [
      rowBytes.set(i32.mul(channels.get, i32.const(4))),
      end.set(i32.add(dy.get, i32.mul(pixels.get, rowBytes.get))),
      whileBelow(
        dy.get,
        end.get,
        c.set(i32.const(0)),
        whileBelow(
          c.get,
          rowBytes.get,
          output.set(f32x4.load(i32.add(y.get, c.get))),
          value.set(f32x4.and(f32x4.load(i32.add(dy.get, c.get)), inside)),
          f32x4.store(i32.add(dz.get, c.get), value.get),
          sumAt.set(i32.add(sums.get, c.get)),
          f32x4.store(sumAt.get, f32x4.add(f32x4.load(sumAt.get), value.get)),
          c.set(i32.add(c.get, i32.const(16))),
        ),
        ...[dy, y, dz].map(at => at.set(i32.add(at.get, rowBytes.get))),
      ),
    ];
  },
);

/** "channelSums" (x, sums, pixels, channels): addresses in bytes, channels a multiple of 4. Adds to `sums`. */
export const channelSumsCode = wasmFunction(
  'channelSums',
  ['i32', 'i32', 'i32', 'i32'],
  ([x, sums, pixels, channels], variable) => {
    const [rowBytes, end, c, sumAt] = [1, 2, 3, 4].map(() => variable('i32'));
    return [
      rowBytes.set(i32.mul(channels.get, i32.const(4))),
      end.set(i32.add(x.get, i32.mul(pixels.get, rowBytes.get))),
      whileBelow(
        x.get,
        end.get,
        c.set(i32.const(0)),
        whileBelow(
          c.get,
          rowBytes.get,
          sumAt.set(i32.add(sums.get, c.get)),
          f32x4.store(sumAt.get, f32x4.add(f32x4.load(sumAt.get), f32x4.load(i32.add(x.get, c.get)))),
          c.set(i32.add(c.get, i32.const(16))),
        ),
        x.set(i32.add(x.get, rowBytes.get)),
      ),
    ];
  },
);
