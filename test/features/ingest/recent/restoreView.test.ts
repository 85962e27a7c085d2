import { describe, expect, it } from 'vitest';
import { restoreView, viewOf } from '../../../../src/features/ingest/recent/restoreView.ts';
import { createSession } from '../../../../src/session/session.ts';
import { smallCatalogue } from '../../smallCatalogue.ts';

function opened(linked?: string) {
  const session = createSession(() => 0);
  const view = { ...viewOf(session, null), galaxy: 'g3', rows: Uint32Array.of(1, 2), words: 'lasso' };
  const catalogue = smallCatalogue(5, { restored: { published: [], view } });
  session.catalogue.getState().replace(catalogue);
  session.selection.getState().choose(1); // as the address asked
  restoreView(session, catalogue, linked);
  return session.selection.getState();
}

describe('restoreView', () => {
  it('keeps where the map was asked to go until it is drawn', () => {
    const session = createSession(() => 0);
    const camera = { x: 1, y: 2, zoom: 3 };
    session.camera.getState().ask(camera);
    expect(viewOf(session, null).camera).toEqual(camera);
    session.camera.getState().ask(null);
    session.camera.getState().move({ ...camera, zoom: 4 });
    expect(viewOf(session, null).camera).toEqual({ ...camera, zoom: 4 });
  });

  it('chooses the galaxy that was chosen', () => {
    expect(opened()).toMatchObject({ row: 3, rows: Uint32Array.of(1, 2) });
  });

  it('leaves the galaxy of the address, where the catalogue has it', () => {
    expect(opened('g1')).toMatchObject({ row: 1, rows: Uint32Array.of(1, 2) });
    expect(opened('of another catalogue').row).toBe(3);
  });
});
