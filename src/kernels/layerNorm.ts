import { f32, f32x4, i32, walkAlong, wasmFunction, whileBelow } from './assembler/wasmAssembler.ts';

/**
 * Layer normalisation of each row: (x − mean) / √(variance + ε) · scale + shift, the variance over n, not n − 1
 * (Ba et al. 2016).
 *
 * @param x (rows, channels) row-major
 * @param scale (channels)
 * @param shift (channels)
 * @returns (rows, channels) row-major
 */
export function plainLayerNorm(
  x: Float32Array,
  scale: Float32Array,
  shift: Float32Array,
  epsilon: number,
): Float32Array {
  const channels = scale.length;
  const y = new Float32Array(x.length);
  for (let row = 0; row < x.length; row += channels) {
    let mean = 0;
    for (let c = 0; c < channels; c++) mean += x[row + c] / channels;
    let variance = 0;
    for (let c = 0; c < channels; c++) variance += (x[row + c] - mean) ** 2 / channels;
    for (let c = 0; c < channels; c++) {
      y[row + c] = ((x[row + c] - mean) / Math.sqrt(variance + epsilon)) * scale[c] + shift[c];
    }
  }
  return y;
}

/**
 * "layerNorm" (x, scale, shift, y, rows, channels, epsilon): addresses in bytes, channels a multiple of 4. Three passes
 * over each row (mean, variance, output), which stays in the first-level cache.
 */
export const layerNormCode = wasmFunction(
  'layerNorm',
  ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'f32'],
  ([x, scale, shift, y, rows, channels, epsilon], variable) => {
    const [rowBytes, end, c] = [variable('i32'), variable('i32'), variable('i32')];
    const [sum, mean, factor, centred] = [1, 2, 3, 4].map(() => variable('v128'));
    const values = f32x4.load(i32.add(x.get, c.get));
    const walk = walkAlong(c, rowBytes);
    const average = f32.div(f32x4.sum(sum), f32.from(channels.get));
    const scaled = f32x4.mul(
      f32x4.mul(f32x4.sub(values, mean.get), factor.get),
      f32x4.load(i32.add(scale.get, c.get)),
    );
    return [
      rowBytes.set(i32.mul(channels.get, i32.const(4))),
      end.set(i32.add(x.get, i32.mul(rows.get, rowBytes.get))),
      whileBelow(
        x.get,
        end.get,
        sum.set(f32x4.const(0)),
        ...walk(sum.set(f32x4.add(sum.get, values))),
        mean.set(f32x4.splat(average)),
        sum.set(f32x4.const(0)),
        ...walk(
          centred.set(f32x4.sub(values, mean.get)),
          sum.set(f32x4.add(sum.get, f32x4.mul(centred.get, centred.get))),
        ),
        factor.set(f32x4.splat(f32.div(f32.const(1), f32.sqrt(f32.add(average, epsilon.get))))),
        ...walk(f32x4.store(i32.add(y.get, c.get), f32x4.add(scaled, f32x4.load(i32.add(shift.get, c.get))))),
        x.set(i32.add(x.get, rowBytes.get)),
        y.set(i32.add(y.get, rowBytes.get)),
      ),
    ];
  },
);
