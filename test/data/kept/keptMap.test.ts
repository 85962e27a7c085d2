import { expect, it } from 'vitest';
import { defaultLayout } from '../../../src/contracts/layoutSettings.ts';
import { usableMap } from '../../../src/data/kept/keptMap.ts';

it('gives back what a map was drawn with, and nothing that cannot be drawn with', () => {
  const rest = { weights: 'galaxy', neighbourRecall: 0.97 };
  for (const layout of [
    null,
    { kind: 'components' },
    { kind: 'columns', x: 'a', y: 'b', by: 'ranks' },
    { ...defaultLayout, seed: 9 },
  ])
    expect(usableMap({ layout, ...rest })).toEqual({ layout, ...rest });
  expect(usableMap({ layout: defaultLayout, ...rest, grown: true })).toMatchObject({ grown: true });
  expect(usableMap({ layout: { ...defaultLayout, neighbours: 1e9 }, ...rest })?.layout).toMatchObject({
    neighbours: 200,
  });
  for (const said of [undefined, null, 'map', {}, { layout: 7 }, { layout: { kind: 'columns', x: 1 } }])
    expect(usableMap(said)).toBeUndefined();
  expect(usableMap({ layout: { ...defaultLayout, startsAt: 'anywhere' } })).toBeUndefined();
});
