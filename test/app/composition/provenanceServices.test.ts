import { expect, it } from 'vitest';
import { provenanceServices } from '../../../src/app/composition/provenanceServices.ts';
import type { ModelsStore } from '../../../src/features/models/modelsStore.ts';
import { createSession } from '../../../src/session/session.ts';
import { smallCatalogue } from '../../features/smallCatalogue.ts';

it('notes what was there at the call, whatever a person does while the code is loaded', async () => {
  const session = createSession(() => 0);
  session.catalogue.getState().replace(smallCatalogue(6));
  session.selection.getState().chooseMany(Uint32Array.of(1, 4), 'lasso');
  const models = { getState: () => ({ card: null }) } as unknown as ModelsStore;
  const notes = provenanceServices(session, models).notes();
  session.selection.getState().chooseMany(Uint32Array.of(0), 'picked', 'new');
  session.catalogue.getState().replace(smallCatalogue(9, { name: 'other' }));
  expect(await notes).toMatchObject({ catalogue: 'small', galaxies: '6', selection: 'lasso', selected: '2' });
});
