import { describe, expect, it } from 'vitest';
import {
  codesBetween,
  drawnCodes,
  latentDeviations,
  meanCode,
  nearestCode,
  priorCodes,
} from '../../../src/maths/clustering/generatedCodes.ts';
import { latentPlane } from '../../../src/maths/clustering/latentPlane.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

const mixture = {
  logWeights: Float64Array.of(Math.log(0.5), Math.log(0.5)),
  means: Float64Array.of(-3, 0, 1, 3, 0, 1), // two components of three latents, apart along the first alone
  logVariances: Float64Array.of(0, Math.log(4), 0, 0, Math.log(4), 0),
};

describe('generated codes', () => {
  it('are drawn around a component with its spread times the temperature', () => {
    const count = 4000;
    const codes = drawnCodes(mixture, 1, 0.5, count, createRandom(1));
    const mean = meanCode(codes, 3, [...Array(count).keys()]);
    const deviations = latentDeviations(codes, 3);
    for (const [d, wanted] of [3, 0, 1].entries()) expect(mean[d]).toBeCloseTo(wanted, 1);
    for (const [d, wanted] of [0.5, 1, 0.5].entries()) expect(deviations[d] / wanted).toBeCloseTo(1, 1);
    expect(drawnCodes(mixture, 0, 0, 1, createRandom(1))).toEqual(Float32Array.of(-3, 0, 1));
  });

  it('are drawn of all components by their weights', () => {
    const uneven = { ...mixture, logWeights: Float64Array.of(Math.log(0.8), Math.log(0.2)) };
    const codes = priorCodes(uneven, 4000, createRandom(2));
    const right = codes.filter((value, at) => at % 3 === 0 && value > 0).length / 4000; // beyond three deviations of the other
    expect(Math.abs(right - 0.2)).toBeLessThan(0.02);
    expect(latentDeviations(codes, 3)[1]).toBeCloseTo(2, 1);
  });

  it('lie evenly between two', () => {
    expect(codesBetween([0, 4], [3, 1], 4)).toEqual(Float32Array.of(0, 4, 1, 3, 2, 2, 3, 1));
  });

  it('have the nearest galaxy in units of the latents’ deviations', () => {
    const codes = [0, 0, 10, 0, 0, 3];
    expect(nearestCode(codes, [1, 2], [0, 0], [1, 1])).toBe(2);
    expect(nearestCode(codes, [1, 2], [0, 0], [100, 1])).toBe(1);
  });
});

describe('the plane of a latent space', () => {
  it('has the direction that parts the components first', () => {
    const plane = latentPlane(mixture, [-3, 0, 1, 3, 0, 1, 3, 8, 1]);
    expect(Math.abs(plane[0] - plane[2])).toBeCloseTo(6, 5); // their distance, in deviations of 1
    expect(plane[2]).toBeCloseTo(plane[4], 5); // what parts nothing moves nothing along it
  });
});
