import { describe, expect, it } from 'vitest';
import { plainDepthwise } from '../../src/kernels/depthwise.ts';
import { plainGelu, plainSilu } from '../../src/kernels/gatedActivation.ts';
import { plainGatherTaps } from '../../src/kernels/gatherTaps.ts';
import { plainLayerNorm } from '../../src/kernels/layerNorm.ts';
import { networkKernels } from '../../src/kernels/networkKernels.ts';
import { plainScaleChannels } from '../../src/kernels/scaleChannels.ts';
import { createRandom } from '../../src/maths/statistics/random.ts';

const memory = new WebAssembly.Memory({ initial: 16 });
const kernels = networkKernels(memory)!;
const guard = 12345; // stands before and after every output; a kernel that writes too far changes it

/** Puts inputs in memory at odd float addresses, runs a kernel, returns its output and checks what lies around it. */
function run(
  inputs: Float32Array[],
  outputLength: number,
  call: (at: number[], y: number) => void,
): Float32Array {
  const heap = new Float32Array(memory.buffer);
  let next = 1;
  const at = inputs.map(input => {
    heap.set(input, next);
    next += input.length;
    return (next - input.length) * 4;
  });
  heap.fill(guard, next, next + outputLength + 2);
  call(at, (next + 1) * 4);
  expect([heap[next], heap[next + 1 + outputLength]]).toEqual([guard, guard]);
  return heap.slice(next + 1, next + 1 + outputLength);
}

const random = createRandom(3);
const normal = (length: number) => Float32Array.from({ length }, () => random.normal());

function expectClose(got: Float32Array, expected: ArrayLike<number>, within: number): void {
  expect(got.length).toBe(expected.length);
  for (let i = 0; i < got.length; i++) expect(Math.abs(got[i] - expected[i])).toBeLessThanOrEqual(within);
}

/** erf by its series (Abramowitz & Stegun 7.1.6, all terms positive), exact to rounding. */
function erf(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-18 * Math.abs(sum); n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

describe('gelu and silu', () => {
  const values = Float32Array.from({ length: 8003 }, (_, i) => (i - 4001) / 250); // −16 to 16, and a rest of three

  it('are their definitions to a float’s rounding', () => {
    for (const x of values) {
      const rounding = 3e-7 * Math.max(1, Math.abs(x));
      expect(Math.abs(plainGelu(x) - (x / 2) * (1 + erf(x / Math.SQRT2)))).toBeLessThanOrEqual(rounding);
      expect(Math.abs(plainSilu(x) - x / (1 + Math.exp(-x)))).toBeLessThanOrEqual(rounding);
    }
    expect([plainGelu(1e6), plainGelu(0), plainSilu(1e6), plainSilu(0)]).toEqual(
      [1e6, 0, 1e6, 0].map(x => expect.closeTo(x, 0)),
    );
  });

  it.each([
    ['gelu', plainGelu],
    ['silu', plainSilu],
  ] as const)('%s in WebAssembly is the plain one, at every length', (name, plain) => {
    for (const length of [0, 1, 3, 4, 7, 8, values.length]) {
      const part = values.subarray(0, length);
      const got = run([part], length, ([x], y) => kernels[name](x, y, length));
      expectClose(got, [...part].map(plain), 5e-6);
    }
    const odd = Float32Array.of(Number.NaN, Number.POSITIVE_INFINITY, 1e30, -1e30, 0.5);
    const got = run([odd], 5, ([x], y) => kernels[name](x, y, 5));
    expect(got[0]).toBeNaN();
    expect(got[1]).toBe(Number.POSITIVE_INFINITY);
    expect(Math.abs(got[2] / 1e30 - 1)).toBeLessThan(1e-6);
    expect(Math.abs(got[3] / 1e30)).toBeLessThan(1e-6);
    expect(Math.abs(got[4] - plain(0.5))).toBeLessThan(1e-6);
  });
});

describe('layerNorm in WebAssembly', () => {
  it('is the plain one', () => {
    for (const [rows, channels] of [
      [1, 4],
      [3, 80],
      [5, 640],
    ]) {
      const [x, scale, shift] = [normal(rows * channels), normal(channels), normal(channels)];
      const got = run([x, scale, shift], x.length, ([a, b, c], y) =>
        kernels.layerNorm(a, b, c, y, rows, channels, 1e-6),
      );
      expectClose(got, plainLayerNorm(x, scale, shift, 1e-6), 5e-6);
    }
  });

  it('keeps its digits far from zero', () => {
    const x = normal(64).map(value => value + 1000);
    const [scale, shift] = [new Float32Array(64).fill(1), new Float32Array(64)];
    const got = run([x, scale, shift], 64, ([a, b, c], y) => kernels.layerNorm(a, b, c, y, 1, 64, 1e-6));
    expectClose(got, plainLayerNorm(x, scale, shift, 1e-6), 1e-3); // of 1: the mean itself is rounded to 3e-5
  });
});

describe('depthwise in WebAssembly', () => {
  it('is the plain one at widths around its block of four', () => {
    for (const [height, width, channels] of [
      [1, 1, 4],
      [2, 3, 8],
      [3, 4, 4],
      [4, 7, 12],
      [2, 9, 8],
    ]) {
      const x = normal((height + 6) * (width + 6) * channels);
      const [filter, bias] = [normal(49 * channels), normal(channels)];
      const got = run([x, filter, bias], height * width * channels, ([a, b, c], y) =>
        kernels.depthwise(a, b, c, y, height, width, channels),
      );
      expectClose(got, plainDepthwise(x, filter, bias, height, width), 2e-5);
    }
  });
});

describe('scaleChannels in WebAssembly', () => {
  it('is the plain one', () => {
    const [x, gate] = [normal(5 * 12), normal(12)];
    const got = run([x, gate], x.length, ([a, b], y) => kernels.scaleChannels(a, b, y, 5, 12));
    expectClose(got, plainScaleChannels(x, gate), 0);
  });
});

describe('gatherTaps in WebAssembly', () => {
  it('is the plain one, for as many channels as there are', () => {
    for (const [pixels, perPixel, channels] of [
      [7, 4, 3],
      [5, 1, 1],
      [6, 3, 8],
    ]) {
      const x = normal(pixels * channels);
      const sources = Int32Array.from({ length: perPixel * pixels }, () => random.integer(pixels));
      const weights = normal(sources.length);
      const got = run([x, new Float32Array(sources.buffer), weights], x.length, ([a, b, c], y) =>
        kernels.gatherTaps(a, b, c, y, pixels, perPixel, channels),
      );
      expectClose(got, plainGatherTaps(x, { perPixel, sources, weights }, channels), 1e-6);
    }
  });
});
