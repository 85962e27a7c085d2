import { describe, expect, it } from 'vitest';
import { linearErrorSteps } from '../../../src/maths/clustering/linearError.ts';
import { finishedSteps } from '../../../src/maths/finishedSteps.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

const random = createRandom(1);
const noise = (n: number) => Float32Array.from({ length: n }, () => random.normal());

/** (n, 6) pictures of two hidden numbers each, and a little noise of a known size. */
function flat(n: number, spread: number) {
  const hidden = noise(2 * n);
  const pictures = Float32Array.from({ length: 6 * n }, (_, at) => {
    const [i, pixel] = [Math.floor(at / 6), at % 6];
    return 1 + hidden[2 * i] * (pixel - 2) + hidden[2 * i + 1] * Math.cos(pixel) + spread * random.normal();
  });
  return { inputs: pictures, pictures };
}

describe('the error of as many principal components', () => {
  it('is nothing where pictures are so flat, and the noise of those that are left where they are not', () => {
    const sizes = { inputs: 6, pixels: 6, latents: 2 };
    expect(finishedSteps(linearErrorSteps(flat(300, 0), flat(100, 0), sizes))).toBeLessThan(1e-4); // of a variance of 5: codes are scaled by n − 1
    const error = finishedSteps(linearErrorSteps(flat(3000, 0.1), flat(1000, 0.1), sizes));
    expect(error).toBeCloseTo((0.01 * 4) / 6, 3); // four of six directions are noise alone
  });

  it('draws pictures from components of something else', () => {
    const made = (n: number) => {
      const inputs = noise(3 * n);
      const pictures = Float32Array.from({ length: 4 * n }, (_, at) => {
        const [i, pixel] = [Math.floor(at / 4), at % 4];
        return 5 + inputs[3 * i] * pixel - inputs[3 * i + 1] + 2 * inputs[3 * i + 2];
      });
      return { inputs, pictures };
    };
    const sizes = { inputs: 3, pixels: 4, latents: 3 };
    expect(finishedSteps(linearErrorSteps(made(500), made(50), sizes))).toBeLessThan(1e-4); // of a variance of 10
  });
});
