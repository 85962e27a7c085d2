import {
  type Code,
  f32,
  f32x4,
  i32,
  type Local,
  simd,
  walkAlong,
  wasmFunction,
  whileBelow,
} from './assembler/wasmAssembler.ts';
import { float } from './assembler/wasmScalars.ts';
import { floatExponential } from './exponential.ts';

/**
 * Softmax of each row: exp(scale · x + mask) over their sum.
 *
 * @param x (rows, width) row-major
 * @param mask (width) added to every row: −1e30 leaves a place out
 * @returns (rows, width) row-major
 */
export function plainMaskedSoftmax(x: Float32Array, mask: Float32Array, scale: number): Float32Array {
  const width = mask.length;
  const y = new Float32Array(x.length);
  for (let row = 0; row < x.length; row += width) {
    const logits = Array.from(mask, (each, j) => x[row + j] * scale + each);
    const highest = Math.max(...logits);
    const sum = logits.reduce((all, logit) => all + Math.exp(logit - highest), 0);
    for (const [j, logit] of logits.entries()) y[row + j] = Math.exp(logit - highest) / sum;
  }
  return y;
}

/**
 * The gradient of {@link plainMaskedSoftmax} by x: scale · p (dp − Σ p dp).
 *
 * @param p (rows, width) what it gave
 * @param dp (rows, width) the loss's gradient by that
 */
export function plainSoftmaxGradient(
  p: Float32Array,
  dp: Float32Array,
  width: number,
  scale: number,
): Float32Array {
  const dx = new Float32Array(p.length);
  for (let row = 0; row < p.length; row += width) {
    let along = 0;
    for (let j = row; j < row + width; j++) along += p[j] * dp[j];
    for (let j = row; j < row + width; j++) dx[j] = scale * p[j] * (dp[j] - along);
  }
  return dx;
}

/**
 * "maskedSoftmax" (x, mask, rows, width, scale): x becomes its softmax; "softmaxGradient" (p, dp, rows, width, scale): dp
 * becomes the gradient. Addresses in bytes, width a multiple of 4.
 */
export const attentionRowsCode = [
  wasmFunction('maskedSoftmax', ['i32', 'i32', 'i32', 'i32', 'f32'], (parameters, variable) => {
    const [x, mask, rows, width, scale] = parameters;
    const [rowBytes, end, c] = [1, 2, 3].map(() => variable('i32'));
    const [value, whole, rest, best, sum] = [1, 2, 3, 4, 5].map(() => variable('v128'));
    const at = i32.add(x.get, c.get);
    const logits = f32x4.add(
      f32x4.mul(f32x4.load(at), f32x4.splat(scale.get)),
      f32x4.load(i32.add(mask.get, c.get)),
    );
    const walk = walkAlong(c, rowBytes);
    return [
      rowBytes.set(i32.mul(width.get, i32.const(4))),
      end.set(i32.add(x.get, i32.mul(rows.get, rowBytes.get))),
      whileBelow(
        x.get,
        end.get,
        best.set(f32x4.const(-3e38)),
        ...walk(value.set(logits), best.set(f32x4.pmax(best.get, value.get))),
        best.set(f32x4.splat(largestLane(best))),
        sum.set(f32x4.const(0)),
        ...walk(
          value.set(f32x4.sub(logits, best.get)),
          ...floatExponential(value, whole, rest),
          sum.set(f32x4.add(sum.get, value.get)),
          f32x4.store(at, value.get),
        ),
        sum.set(f32x4.splat(f32.div(f32.const(1), f32x4.sum(sum)))),
        ...walk(f32x4.store(at, f32x4.mul(f32x4.load(at), sum.get))),
        x.set(i32.add(x.get, rowBytes.get)),
      ),
    ];
  }),
  wasmFunction('softmaxGradient', ['i32', 'i32', 'i32', 'i32', 'f32'], (parameters, variable) => {
    const [p, dp, rows, width, scale] = parameters;
    const [rowBytes, end, c] = [1, 2, 3].map(() => variable('i32'));
    const sum = variable('v128');
    const [pHere, dpHere] = [p, dp].map(from => f32x4.load(i32.add(from.get, c.get)));
    const walk = walkAlong(c, rowBytes);
    return [
      rowBytes.set(i32.mul(width.get, i32.const(4))),
      end.set(i32.add(p.get, i32.mul(rows.get, rowBytes.get))),
      whileBelow(
        p.get,
        end.get,
        sum.set(f32x4.const(0)),
        ...walk(sum.set(f32x4.add(sum.get, f32x4.mul(pHere, dpHere)))),
        sum.set(f32x4.splat(f32x4.sum(sum))),
        ...walk(
          f32x4.store(
            i32.add(dp.get, c.get),
            f32x4.mul(f32x4.mul(pHere, f32x4.sub(dpHere, sum.get)), f32x4.splat(scale.get)),
          ),
        ),
        p.set(i32.add(p.get, rowBytes.get)),
        dp.set(i32.add(dp.get, rowBytes.get)),
      ),
    ];
  }),
];

/** Expression: the largest of the four lanes, an f32. */
function largestLane(vector: Local): Code {
  const lane = (i: number): Code => [...vector.get, ...simd(0x1f, i)];
  return float.max(float.max(lane(0), lane(1)), float.max(lane(2), lane(3)));
}
