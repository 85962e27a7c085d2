import { describe, expect, it } from 'vitest';
import {
  clusterEpochs,
  paperClusterSettings,
  priorWeight,
} from '../../../src/maths/clustering/clusterSettings.ts';
import {
  straightCode,
  straightDecoder,
  straightPathSteps,
} from '../../../src/maths/clustering/straightPath.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

describe('the straight path', () => {
  const random = createRandom(1);
  const [n, inputs, latents] = [1200, 12, 3];
  const hidden = Float32Array.from({ length: n * latents }, () => random.normal());
  const mix = Float32Array.from({ length: latents * inputs }, () => random.normal());
  const rows = new Float32Array(n * inputs);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < inputs; j++) {
      for (let d = 0; d < latents; d++) rows[i * inputs + j] += hidden[i * latents + d] * mix[d * inputs + j];
      rows[i * inputs + j] += 2 + 0.1 * random.normal();
    }
  }
  const steps = straightPathSteps(rows, inputs, latents);
  let step = steps.next();
  while (!step.done) step = steps.next();
  const path = step.value;
  const codes = straightCode(path, rows);

  it('codes rows by numbers of unit variance that do not go together, and brings the rows back', () => {
    for (let a = 0; a < latents; a++) {
      for (let b = 0; b <= a; b++) {
        let sum = 0;
        for (let i = 0; i < n; i++) sum += (codes[i * latents + a] * codes[i * latents + b]) / n;
        expect(sum).toBeCloseTo(a === b ? 1 : 0, 2);
      }
    }
    let squares = 0;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < inputs; j++) {
        let back = path.mean[j];
        for (let d = 0; d < latents; d++) back += codes[i * latents + d] * path.decode[d * inputs + j];
        squares += (back - rows[i * inputs + j]) ** 2 / (n * inputs);
      }
    }
    expect(squares).toBeCloseTo((0.01 * (inputs - latents)) / inputs, 3); // what is left is the noise off the plane
    expect(Math.exp(path.logVariance[0])).toBeLessThan(Math.exp(path.logVariance[latents - 1]));
  });

  it('finds the linear map to another description', () => {
    const targets = Float32Array.from({ length: n * 2 }, (_, at) => {
      const code = codes.subarray(Math.floor(at / 2) * latents);
      return at % 2 === 0 ? 1 + code[0] - 2 * code[2] : 0.5 * code[1];
    });
    const { decode, mean } = straightDecoder(codes, latents, targets);
    expect(mean[0]).toBeCloseTo(1, 4);
    for (const [at, value] of [1, 0, 0, 0.5, -2, 0].entries()) expect(decode[at]).toBeCloseTo(value, 1);
  });
});

describe('the schedule', () => {
  it('is the paper’s: 350 epochs, the weight rising with the cube and back at each cycle', () => {
    expect(clusterEpochs(paperClusterSettings)).toBe(350);
    const weight = (epoch: number) => priorWeight(paperClusterSettings, epoch);
    expect([weight(0), weight(99), weight(100), weight(125), weight(149), weight(150)]).toEqual([
      1, 1, 0.3, 1, 1, 0.3,
    ]);
    expect(weight(110)).toBeCloseTo(0.3 + 0.7 * 0.4 ** 3, 12);
  });
});
