import { describe, expect, it } from 'vitest';
import { defaultLayout, withinLimits } from '../../../src/contracts/layoutSettings.ts';
import { wordsOfMap } from '../../../src/session/map/layoutWords.ts';
import { createMapsStore, type DrawnMap } from '../../../src/session/map/maps.ts';

const mapOf = (layout: DrawnMap['layout'], weights: string | null = 'galaxy'): DrawnMap => ({
  layout,
  weights,
  positions: new Float32Array(4),
  neighbourRecall: null,
});
const seeded = (seed: number) => ({ ...defaultLayout, seed });

describe('createMapsStore', () => {
  it('keeps each map that another takes the place of, the last first, and goes back without doubling it', () => {
    const store = createMapsStore();
    const [a, b, c] = [mapOf(seeded(1)), mapOf({ kind: 'components' }), mapOf(seeded(1), 'imagenet')];
    for (const map of [a, b, c]) store.getState().show(map);
    expect(store.getState().former).toEqual([b, a]);
    store.getState().show(a);
    expect(store.getState().shown).toBe(a);
    expect(store.getState().former).toEqual([c, b]);
  });

  it('takes a map that has grown for the same one', () => {
    const store = createMapsStore();
    const [first, grown] = [mapOf(seeded(1)), mapOf(seeded(1))];
    store.getState().show(first);
    store.getState().show(grown);
    expect(store.getState().former).toEqual([]);
    expect(store.getState().shown).toBe(grown);
  });

  it('takes over the settings of the map on screen, except where it was brought', () => {
    const store = createMapsStore();
    store.getState().show(mapOf(seeded(7)));
    expect(store.getState().settings).toEqual(seeded(7));
    store.getState().show(mapOf(null));
    expect(store.getState().settings).toEqual(seeded(7));
  });

  it('puts a map beside until it is the one on screen, or another catalogue opens', () => {
    const store = createMapsStore();
    const [a, b] = [mapOf(seeded(1)), mapOf(seeded(2))];
    store.getState().show(a);
    store.getState().show(b);
    store.getState().putBeside(a);
    store.getState().show(a);
    expect(store.getState().beside).toBeNull();
    store.getState().putBeside(b);
    store.getState().reset(null);
    expect(store.getState()).toMatchObject({ beside: null, former: [], settings: defaultLayout });
  });
});

describe('withinLimits', () => {
  it('brings what was typed within what UMAP takes', () => {
    const asked = { ...defaultLayout, neighbours: 1.2, minimumDistance: 3, seed: -4 };
    expect(withinLimits(asked)).toMatchObject({ neighbours: 2, minimumDistance: 0.99, seed: 0 });
    expect(withinLimits({ ...defaultLayout, neighbours: Number.NaN })).toEqual(defaultLayout);
  });
});

describe('wordsOfMap', () => {
  it('tells maps apart', () => {
    const maps = [
      mapOf(defaultLayout),
      mapOf({ ...defaultLayout, startsAt: 'dot' }),
      mapOf({ kind: 'components' }),
      mapOf(defaultLayout, 'imagenet'),
      mapOf({ kind: 'columns', x: 'z', y: 'mag', by: 'ranks' }),
      mapOf(null),
    ];
    expect(new Set(maps.map(map => wordsOfMap(map))).size).toBe(maps.length);
    expect(wordsOfMap(maps[4])).toBe('mag against z, by rank');
  });
});
