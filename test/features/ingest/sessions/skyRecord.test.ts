import { expect, it } from 'vitest';
import type { Column } from '../../../../src/contracts/column.ts';
import { catalogueKey } from '../../../../src/data/catalogues/catalogueKey.ts';
import { applySettings, settingsOf } from '../../../../src/features/ingest/sessions/sessionSettings.ts';
import { skyRecordOf, withSkyRecord } from '../../../../src/features/ingest/sessions/skyRecord.ts';
import { createSession } from '../../../../src/session/session.ts';
import { smallCatalogue } from '../../smallCatalogue.ts';

const n = 3;
const sky = smallCatalogue(n, { simulated: true });
const key = catalogueKey(sky.name, sky.ids);
const made: Column[] = [
  { name: 'a', kind: 'number', source: 'explore', values: Float32Array.of(1, Number.NaN, 3) },
  { name: 'b', kind: 'category', source: 'clusters', categories: ['x'], codes: Uint8Array.of(0, 255, 0) },
  { name: 'c', kind: 'text', source: 'people', values: ['p', null, 'q'] },
];

function openSky() {
  const session = createSession(() => 0);
  session.catalogue.getState().replace(sky);
  session.columns.getState().reset(sky.columns);
  for (const column of made) session.columns.getState().publish(column);
  const passing = { ...made[0], name: 'similarity', source: 'similar' };
  session.columns.getState().publish(passing as Column);
  return session;
}

it('holds what rooms made of the sky, and a map that was drawn here', () => {
  const session = openSky();
  expect(skyRecordOf(session)).toEqual({ columns: made });
  const positions = new Float32Array(2 * n);
  const facts = { layout: { kind: 'components' as const }, weights: 'galaxy', neighbourRecall: null };
  session.maps.getState().show({ ...facts, positions });
  session.positions.getState().replace(positions, false);
  const record = skyRecordOf(session);
  const { sky: again, fits } = withSkyRecord(sky, key, record, null);
  expect(fits).toBe(true);
  expect(again.positions).toBe(positions);
  expect(again.restored).toEqual({ published: made, view: null, map: facts });
});

it('leaves out what is of another sky, or not whole', () => {
  const record = skyRecordOf(openSky());
  expect(withSkyRecord(sky, 'sky 9-00', record, null)).toEqual({ sky, fits: false });
  const short = {
    columns: [
      made[1],
      { ...made[0], values: Float32Array.of(1) },
      { ...made[1], codes: Uint8Array.of(0, 1, 0) },
    ],
  };
  const { sky: again, fits } = withSkyRecord(sky, key, short, null);
  expect(fits).toBe(false);
  expect(again.restored?.published).toEqual([made[1]]);
});

it('sets map and search as they were, and nothing that is no setting', () => {
  const there = createSession(() => 0);
  there.preferences
    .getState()
    .change({ metric: 'cosine', neighbours: 60, mapShows: 'density', theme: 'light' });
  const here = createSession(() => 0);
  expect(applySettings(here, structuredClone(settingsOf(there)))).toBe(true);
  const { metric, neighbours, mapShows, theme } = here.preferences.getState();
  expect([metric, neighbours, mapShows, theme]).toEqual(['cosine', 60, 'density', 'dark']);
  expect(applySettings(here, { metric: 'none', neighbours: -1, mapShows: 'points' })).toBe(false);
  expect(here.preferences.getState()).toMatchObject({ metric: 'cosine', neighbours: 60, mapShows: 'points' });
  expect(applySettings(here, 'x')).toBe(false);
});
