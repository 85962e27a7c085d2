import { act } from 'react';
import { expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { createLibraryStore } from '../../../src/features/models/libraryStore.ts';
import { ModelRow } from '../../../src/features/models/ModelRow.tsx';
import type { ModelsStore } from '../../../src/features/models/modelsStore.ts';
import { createSession } from '../../../src/session/session.ts';
import { createMemoryWeightsShelf } from '../../data/weights/memoryShelf.ts';
import { mountRoom } from '../mountRoom.tsx';

it('offers a download only once it is known that the weights are not here', async () => {
  const session = createSession(() => 0);
  const library = createLibraryStore({ session, shelf: createMemoryWeightsShelf() });
  const models = createStore(() => ({ chosen: 'galaxy', switching: null })) as unknown as ModelsStore;
  const facts = {
    name: 'zoobot-encoder-convnext_nano',
    title: 'Nano',
    notes: '',
    repository: 'a/b',
    bytes: 1e6,
  };
  const row = <ModelRow facts={facts} models={models} library={library} onOpenFile={() => {}} />;
  const room = await mountRoom(session, row);
  expect(room.place.querySelector('button')).toBeNull();
  expect(room.place.textContent).toContain('looking whether it is here');
  await act(() => library.getState().refresh());
  expect(room.place.querySelector('button')?.textContent).toBe('Download');
  await room.end();
});
