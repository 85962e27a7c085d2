import { expect, it } from 'vitest';
import { expertsKeyOf } from '../../../workers/tensor/distilExpertsKey.ts';
import { tinyRequest } from '../distilRequest.ts';

const request = tinyRequest('run', 'mtt', 1);

/** The same run with its experts trained otherwise. */
function withExperts(changes: object) {
  const { settings } = request;
  return { ...request, settings: { ...settings, experts: { ...settings.experts, ...changes } } };
}

it('files experts under the same name in whatever order their settings were written down', async () => {
  const { experts } = request.settings;
  const backwards = Object.fromEntries(Object.entries(experts).reverse()) as typeof experts;
  expect(Object.keys(backwards)).not.toEqual(Object.keys(experts));
  const other = { ...request, settings: { ...request.settings, experts: backwards } };
  expect(await expertsKeyOf(other)).toBe(await expertsKeyOf(request));
});

it.each([
  ['rate', { learningRate: 0.5 }],
  ['averaging', { averaging: 0.25 }],
  ['epochs', { epochs: 7 }],
])('files experts of another %s elsewhere', async (_, changes) => {
  expect(await expertsKeyOf(withExperts(changes))).not.toBe(await expertsKeyOf(request));
});

it('files experts of other galaxies elsewhere', async () => {
  const { set } = request;
  const pixels = set.train.pixels.slice();
  pixels[0] ^= 1;
  const other = { ...request, set: { ...set, train: { ...set.train, pixels } } };
  expect(await expertsKeyOf(other)).not.toBe(await expertsKeyOf(request));
});
