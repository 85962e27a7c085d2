import { describe, expect, it } from 'vitest';
import { plainChannelMix, plainChannelProducts, plainScaleShift } from '../../src/kernels/batchNorm.ts';
import { plainDepthwiseFilter } from '../../src/kernels/depthwiseFilter.ts';
import { plainFilterGradient } from '../../src/kernels/filterGradient.ts';
import { plainInstanceNorm, plainInstanceNormGradient } from '../../src/kernels/instanceNorm.ts';
import { plainChannelSums, plainRelu6Gradient } from '../../src/kernels/relu6Gradient.ts';
import { createRandom } from '../../src/maths/statistics/random.ts';
import { kernels, runKernel } from './runKernel.ts';

const random = createRandom(4);
const normal = (length: number) => Float32Array.from({ length }, () => random.normal());

function expectClose(got: Float32Array, expected: Float32Array, within: number): void {
  expect(got.length).toBe(expected.length);
  for (let i = 0; i < got.length; i++) expect(Math.abs(got[i] - expected[i])).toBeLessThanOrEqual(within);
}

const plus = (a: Float32Array, b: Float32Array) => a.map((value, i) => value + b[i]);

describe('backward kernels in WebAssembly', () => {
  it.each([
    [1, 4, 8],
    [7, 12, 16],
    [33, 28, 40],
  ])('filterGradient adds xᵀ · dy: %i rows, %i × %i', (rows, inputs, outputs) => {
    const [x, dy, dw] = [normal(rows * inputs), normal(rows * outputs), normal(inputs * outputs)];
    const got = runKernel([x, dy, dw], (a, b, c) => kernels.filterGradient(a, b, c, rows, inputs, outputs));
    expectClose(got[2], plus(plainFilterGradient(x, dy, inputs, outputs), dw), 2e-5);
    expect(got.slice(0, 2)).toEqual([x, dy]);
  });

  it.each([3, 5, 7] as const)('depthwiseFilter of %i adds what the plain one gives', side => {
    for (const [height, width, channels, stride] of [
      [1, 1, 4, 1],
      [3, 5, 12, 1],
      [4, 3, 8, 2],
    ]) {
      const xWidth = (width - 1) * stride + side + 1; // one more than is needed, as an even side leaves it
      const xHeight = (height - 1) * stride + side;
      const [x, dy] = [normal(xHeight * xWidth * channels), normal(height * width * channels)];
      const dw = normal(side * side * channels);
      const got = runKernel([x, dy, dw], (a, b, c) =>
        kernels[`depthwiseFilter${side}`](a, b, c, height, width, channels, xWidth * channels * 4, stride),
      );
      const expected = plainDepthwiseFilter(x, dy, { height, width, channels, xWidth, stride }, side);
      expectClose(got[2], plus(expected, dw), 1e-5);
    }
  });

  it('instanceNorm and its gradient are the plain ones', () => {
    const [z, dn] = [normal(35 * 12), normal(35 * 12)];
    const blank = (length: number) => new Float32Array(length);
    const [, n, perDeviation] = runKernel([z, blank(z.length), blank(12)], (a, b, c) =>
      kernels.instanceNorm(a, b, c, 35, 12, 1e-5),
    );
    const expected = plainInstanceNorm(z, 12, 1e-5);
    expectClose(n, expected.normal, 2e-6);
    expectClose(perDeviation, expected.perDeviation, 1e-6);
    const [, , , dz, along] = runKernel([n, dn, perDeviation, blank(z.length), blank(12)], (a, b, c, d, e) =>
      kernels.instanceNormGradient(a, b, c, d, e, 35, 12),
    );
    const gradient = plainInstanceNormGradient(n, dn, perDeviation);
    expectClose(dz, gradient.dz, 2e-6);
    expectClose(along, gradient.along, 1e-6);
  });

  it('relu6Gradient passes what lies between, and adds its sums', () => {
    const y = Float32Array.from(normal(60), value => Math.min(6, Math.max(0, 4 * value)));
    expect(y).toContain(0);
    expect(y).toContain(6);
    const [dy, sums] = [normal(60), normal(12)];
    const got = runKernel([dy, y, new Float32Array(60), sums], (a, b, c, d) =>
      kernels.relu6Gradient(a, b, c, d, 5, 12),
    );
    const expected = plainRelu6Gradient(dy, y);
    expect(got[2]).toEqual(expected);
    expectClose(got[3], plus(sums, plainChannelSums(expected, 12)), 1e-6);
  });

  it('scaleShift, channelProducts and channelMix are the plain ones', () => {
    const [a, b] = [normal(60), normal(60)];
    const [p, q, r] = [normal(12), normal(12), normal(12)];
    const blank = new Float32Array(60);
    const shifted = runKernel([a, p, q, blank], (x, scale, shift, y) =>
      kernels.scaleShift(x, scale, shift, y, 5, 12, -0.5, 0.75),
    );
    const expected = plainScaleShift(a, p, q, [-0.5, 0.75]);
    expect(expected).toContain(-0.5);
    expect(expected).toContain(0.75);
    expectClose(shifted[3], expected, 1e-6);
    const products = runKernel([a, b, p], (x, y, sums) => kernels.channelProducts(x, y, sums, 5, 12));
    expectClose(products[2], plus(p, plainChannelProducts(a, b, 12)), 1e-5);
    const mixed = runKernel([a, b, p, q, r, blank], (x, y, byX, byY, more, to) =>
      kernels.channelMix(x, y, byX, byY, more, to, 5, 12),
    );
    expectClose(mixed[5], plainChannelMix(a, b, [p, q, r]), 1e-6);
    expect(mixed.slice(0, 5)).toEqual([a, b, p, q, r]);
  });

  it('channelSums adds the sums', () => {
    const [x, sums] = [normal(60), normal(12)];
    const got = runKernel([x, sums], (a, b) => kernels.channelSums(a, b, 5, 12));
    expectClose(got[1], plus(sums, plainChannelSums(x, 12)), 2e-6);
  });

  it('copyRuns moves runs of any length', () => {
    const [from, to] = [normal(30), normal(40)];
    const got = runKernel([from, to], (a, b) => kernels.copyRuns(a, 6 * 4, b, 9 * 4, 4, 7)); // runs that overlap where they come from
    const expected = to.slice();
    for (let i = 0; i < 4; i++) expected.set(from.subarray(6 * i, 6 * i + 7), 9 * i);
    expect(got[1]).toEqual(expected);
  });

  it('copyPixels moves pixels from one step to another and touches nothing between', () => {
    const [from, to] = [normal(5 * 8), normal(7 * 8)];
    const got = runKernel([from, to], (a, b) => kernels.copyPixels(a, 2 * 8 * 4, b, 3 * 8 * 4, 3, 8));
    const expected = to.slice();
    for (let pixel = 0; pixel < 3; pixel++) {
      expected.set(from.subarray(pixel * 2 * 8, pixel * 2 * 8 + 8), pixel * 3 * 8);
    }
    expect(got[1]).toEqual(expected);
  });
});
