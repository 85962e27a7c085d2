import { expect, it } from 'vitest';
import type { Weights } from '../../../src/maths/weights.ts';
import { takeTrainingSpread } from '../../../src/nets/encoders/trainingSpread.ts';

const tensor = (...shape: number[]) => ({
  shape,
  values: new Float32Array(shape.reduce((product, length) => product * length, 1)).fill(0.5),
});

function weights(axes = tensor(2, 3)): Weights {
  return new Map([
    ['conv_stem.weight', tensor(4)],
    ['familiar.mean', tensor(3)],
    ['familiar.axes', axes],
    ['familiar.deviations', tensor(3)],
  ]);
}

it('takes where the training galaxies lie, and leaves the network', () => {
  const all = weights();
  const spread = takeTrainingSpread(all, 3);
  expect([spread.mean.length, spread.axes.length, spread.deviations.length]).toEqual([3, 6, 3]);
  expect([...all.keys()]).toEqual(['conv_stem.weight']);
});

it.each([
  ['of another representation', weights(), 4],
  ['with another number of axes', weights(tensor(1, 3)), 3],
  ['that are not there', new Map([['conv_stem.weight', tensor(4)]]), 3],
])('refuses tensors %s', (_, given, dimension) => {
  expect(() => takeTrainingSpread(given, dimension)).toThrow(/need familiar\.mean.*got/);
});
