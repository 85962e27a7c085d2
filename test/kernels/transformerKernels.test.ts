import { describe, expect, it } from 'vitest';
import { plainMaskedSoftmax, plainSoftmaxGradient } from '../../src/kernels/attentionRows.ts';
import { plainGelu, plainGeluSlope } from '../../src/kernels/gatedActivation.ts';
import { plainLayerNorm } from '../../src/kernels/layerNorm.ts';
import { plainLayerNormGradient } from '../../src/kernels/layerNormGradient.ts';
import { plainStridedProduct, plainTransposed } from '../../src/kernels/stridedProduct.ts';
import { createRandom } from '../../src/maths/statistics/random.ts';
import { kernels, runKernel } from './runKernel.ts';

const random = createRandom(5);
const normal = (length: number) => Float32Array.from({ length }, () => random.normal());

/** The largest difference. */
const apart = (a: Float32Array, b: Float32Array) =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), a.length === b.length ? 0 : Infinity);

/** ∂/∂x of Σ weights · f(x) by central differences. */
function differences(x: Float32Array, f: (x: Float32Array) => Float32Array, weights: Float32Array) {
  const step = 1e-2;
  const along = (at: number, by: number) => {
    const moved = x.map((value, i) => (i === at ? value + by : value));
    return f(moved).reduce((sum, value, i) => sum + value * weights[i], 0);
  };
  return x.map((_, at) => (along(at, step) - along(at, -step)) / (2 * step));
}

describe('kernels of transformers in WebAssembly', () => {
  it.each([
    [1, 1, 4, false],
    [5, 3, 12, false],
    [9, 65, 24, true],
    [65, 24, 68, false],
  ])('multiply %i × %i by %i columns, a transposed: %s', (rows, inner, columns, turned) => {
    const [bRow, outRow] = [columns + 3, columns];
    const [aRow, aInner] = turned ? [1, rows + 2] : [inner + 2, 1];
    const strides = { rows, inner, columns, aRow, aInner, bRow, outRow };
    const [a, b] = [normal(turned ? inner * aInner : rows * aRow), normal(inner * bRow)];
    const there = normal(rows * outRow);
    const wanted = plainStridedProduct(a, b, strides);
    const bytes = [aRow, aInner, bRow, outRow].map(floats => 4 * floats);
    const call = (kernel: typeof kernels.product) =>
      runKernel([a, b, there], (x, y, z) =>
        kernel(x, y, z, rows, inner, columns, bytes[0], bytes[1], bytes[2], bytes[3]),
      )[2];
    expect(apart(call(kernels.product), wanted)).toBeLessThan(1e-5 * Math.sqrt(inner));
    const sum = wanted.map((value, i) => value + there[i]);
    expect(apart(call(kernels.addProduct), sum)).toBeLessThan(1e-5 * Math.sqrt(inner));
  });

  it('transpose', () => {
    const x = normal(15);
    const [, y] = runKernel([x, new Float32Array(15)], (a, b) => kernels.transposeRows(a, b, 3, 5, 20, 12));
    expect(y).toEqual(plainTransposed(x, 5));
    expect(plainTransposed(plainTransposed(x, 5), 3)).toEqual(x);
  });

  it('softmax and its gradient: the definition, what is masked left out, and finite differences', () => {
    const [x, dp] = [normal(3 * 8).map(value => 20 * value), normal(3 * 8)];
    const mask = Float32Array.from({ length: 8 }, (_, j) => (j < 6 ? 0 : -1e30));
    const wanted = plainMaskedSoftmax(x, mask, 0.3);
    const [p] = runKernel([x.slice(), mask], (a, b) => kernels.maskedSoftmax(a, b, 3, 8, 0.3));
    expect(apart(p, wanted)).toBeLessThan(1e-6);
    expect(p[6] + p[7]).toBeLessThan(1e-30);
    const gradient = plainSoftmaxGradient(wanted, dp, 8, 0.3);
    const got = runKernel([wanted, dp.slice()], (a, b) => kernels.softmaxGradient(a, b, 3, 8, 0.3))[1];
    expect(apart(got, gradient)).toBeLessThan(1e-6);
    const small = normal(3 * 8);
    const bySmall = plainSoftmaxGradient(plainMaskedSoftmax(small, mask, 0.3), dp, 8, 0.3);
    expect(
      apart(
        bySmall,
        differences(small, each => plainMaskedSoftmax(each, mask, 0.3), dp),
      ),
    ).toBeLessThan(1e-4);
  });

  it('layer norm’s gradient: finite differences, and the plain one', () => {
    const [rows, channels] = [3, 12];
    const [x, dy, scale, shift] = [rows * channels, rows * channels, channels, channels].map(normal);
    const wanted = plainLayerNormGradient(x, dy, scale, 1e-6);
    const layer = (each: Float32Array) => plainLayerNorm(each, scale, shift, 1e-6);
    expect(apart(wanted.dx, differences(x, layer, dy))).toBeLessThan(2e-3);
    const ofScale = (each: Float32Array) => plainLayerNorm(x, each, shift, 1e-6);
    expect(apart(wanted.dScale, differences(scale, ofScale, dy))).toBeLessThan(2e-3);
    const start = [new Float32Array(x.length), new Float32Array(channels), new Float32Array(channels)];
    const got = runKernel([x, dy, scale, ...start], (a, b, c, d, e, f) =>
      kernels.layerNormGradient(a, b, c, d, e, f, rows, channels, 1e-6),
    );
    expect(apart(got[3], wanted.dx)).toBeLessThan(1e-5);
    expect(apart(got[4], wanted.dScale)).toBeLessThan(1e-5);
    expect(apart(got[5], wanted.dShift)).toBeLessThan(1e-5);
  });

  it('GELU’s gradient: finite differences, and the plain one', () => {
    const [x, dy] = [Float32Array.of(-90, -6, -2, -0.5, 0, 0.3, 1, 5.5), normal(8)];
    const slopes = x.map(plainGeluSlope);
    const measured = Array.from(x, each => (plainGelu(each + 1e-4) - plainGelu(each - 1e-4)) / 2e-4);
    expect(apart(slopes, Float32Array.from(measured))).toBeLessThan(1e-5);
    const [, , dx] = runKernel([x, dy, new Float32Array(8)], (a, b, c) => kernels.geluGradient(a, b, c, 8));
    expect(
      apart(
        dx,
        Float32Array.from(slopes, (slope, i) => slope * dy[i]),
      ),
    ).toBeLessThan(1e-6);
  });
});
