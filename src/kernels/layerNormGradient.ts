import {
  type Code,
  f32,
  f32x4,
  i32,
  walkAlong,
  wasmFunction,
  whileBelow,
} from './assembler/wasmAssembler.ts';

/**
 * Gradients of a layer normalisation (layerNorm.ts). With n = (x − mean) / √(variance + ε) and g = dy · scale:
 * dx = (g − mean(g) − n mean(g n)) / √(variance + ε), dScale = Σ dy n and dShift = Σ dy over rows.
 *
 * @param x (rows, channels) row-major
 * @param dy (rows, channels) row-major: ∂loss / ∂output
 * @param scale (channels)
 */
export function plainLayerNormGradient(
  x: Float32Array,
  dy: Float32Array,
  scale: Float32Array,
  epsilon: number,
): { dx: Float32Array; dScale: Float32Array; dShift: Float32Array } {
  const channels = scale.length;
  const [dx, dScale, dShift] = [x.length, channels, channels].map(length => new Float32Array(length));
  for (let row = 0; row < x.length; row += channels) {
    const values = Array.from(x.subarray(row, row + channels));
    const mean = values.reduce((sum, value) => sum + value / channels, 0);
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2 / channels, 0);
    const factor = 1 / Math.sqrt(variance + epsilon);
    const normal = values.map(value => (value - mean) * factor);
    const g = normal.map((_, c) => dy[row + c] * scale[c]);
    const meanG = g.reduce((sum, value) => sum + value / channels, 0);
    const along = g.reduce((sum, value, c) => sum + (value * normal[c]) / channels, 0);
    for (const [c, n] of normal.entries()) {
      dx[row + c] = (g[c] - meanG - n * along) * factor;
      dScale[c] += dy[row + c] * n;
      dShift[c] += dy[row + c];
    }
  }
  return { dx, dScale, dShift };
}

/**
 * "layerNormGradient" (x, dy, scale, dx, dScale, dShift, rows, channels, epsilon): addresses in bytes, channels a multiple of
 * 4. Adds to dScale and dShift. Four passes over each row, which stays in the first-level cache.
 */
export const layerNormGradientCode = wasmFunction(
  'layerNormGradient',
  ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'f32'],
  ([x, dy, scale, dx, dScale, dShift, rows, channels, epsilon], variable) => {
    const [rowBytes, end, c] = [1, 2, 3].map(() => variable('i32'));
    const [sum, along, mean, factor, normal, slope] = [1, 2, 3, 4, 5, 6].map(() => variable('v128'));
    const here = (from: typeof x) => i32.add(from.get, c.get);
    const centred = f32x4.sub(f32x4.load(here(x)), mean.get);
    const walk = walkAlong(c, rowBytes);
    const average = (lanes: typeof sum) => f32.div(f32x4.sum(lanes), f32.from(channels.get));
    const addTo = (to: typeof x, value: Code) =>
      f32x4.store(here(to), f32x4.add(f32x4.load(here(to)), value));
    const inner = f32x4.sub(f32x4.sub(slope.get, sum.get), f32x4.mul(normal.get, along.get));
    return [
      rowBytes.set(i32.mul(channels.get, i32.const(4))),
      end.set(i32.add(x.get, i32.mul(rows.get, rowBytes.get))),
      whileBelow(
        x.get,
        end.get,
        sum.set(f32x4.const(0)),
        ...walk(sum.set(f32x4.add(sum.get, f32x4.load(here(x))))),
        mean.set(f32x4.splat(average(sum))),
        sum.set(f32x4.const(0)),
        ...walk(normal.set(centred), sum.set(f32x4.add(sum.get, f32x4.mul(normal.get, normal.get)))),
        factor.set(f32x4.splat(f32.div(f32.const(1), f32.sqrt(f32.add(average(sum), epsilon.get))))),
        sum.set(f32x4.const(0)),
        along.set(f32x4.const(0)),
        ...walk(
          normal.set(f32x4.mul(centred, factor.get)),
          slope.set(f32x4.load(here(dy))),
          addTo(dScale, f32x4.mul(slope.get, normal.get)),
          addTo(dShift, slope.get),
          slope.set(f32x4.mul(slope.get, f32x4.load(here(scale)))),
          sum.set(f32x4.add(sum.get, slope.get)),
          along.set(f32x4.add(along.get, f32x4.mul(slope.get, normal.get))),
        ),
        sum.set(f32x4.splat(average(sum))),
        along.set(f32x4.splat(average(along))),
        ...walk(
          normal.set(f32x4.mul(centred, factor.get)),
          slope.set(f32x4.mul(f32x4.load(here(dy)), f32x4.load(here(scale)))),
          f32x4.store(here(dx), f32x4.mul(inner, factor.get)),
        ),
        ...[x, dy, dx].map(at => at.set(i32.add(at.get, rowBytes.get))),
      ),
    ];
  },
);
