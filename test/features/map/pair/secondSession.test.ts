import { expect, it } from 'vitest';
import { defaultLayout } from '../../../../src/contracts/layoutSettings.ts';
import { notesOfFigure } from '../../../../src/features/map/figure/saveMap.ts';
import { sessionOfSecond } from '../../../../src/features/map/pair/secondSession.ts';
import type { DrawnMap } from '../../../../src/session/map/maps.ts';
import { createSession } from '../../../../src/session/session.ts';

const first: DrawnMap = {
  layout: defaultLayout,
  weights: 'galaxy',
  positions: new Float32Array(4),
  neighbourRecall: 0.97,
};
const second: DrawnMap = {
  layout: { kind: 'columns', x: 'a', y: 'b', by: 'values' },
  weights: null,
  positions: Float32Array.of(1, 2, 3, 4),
  neighbourRecall: null,
};

it('has its own places and camera: the one that links and kept catalogues follow is that of the first map', () => {
  const session = createSession(() => 0);
  session.maps.getState().show(first);
  session.camera.getState().move({ x: 1, y: 2, zoom: 3 });
  const own = sessionOfSecond(session, second);
  own.camera.getState().move(null);
  expect(session.camera.getState().camera).toEqual({ x: 1, y: 2, zoom: 3 });
  expect(own.positions.getState().positions).toBe(second.positions);
  expect(own.selection).toBe(session.selection);
});

it('saves a picture whose notes are of the map it shows', () => {
  const house = { software: 'Morphospace 9.9.9', map: 'UMAP', layout: '{}', neighbour_recall: '0.97' };
  expect(notesOfFigure(house, second)).toEqual({
    software: 'Morphospace 9.9.9',
    map: 'b against a',
    layout: JSON.stringify(second.layout),
  });
  expect(notesOfFigure(house, null)).toEqual({ software: 'Morphospace 9.9.9' });
});
