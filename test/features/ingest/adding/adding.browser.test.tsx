import { act } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { AddingPart } from '../../../../src/features/ingest/adding/AddingPart.tsx';
import { AddOrOpen } from '../../../../src/features/ingest/adding/AddOrOpen.tsx';
import type { AddingStore } from '../../../../src/features/ingest/adding/addingStore.ts';
import { createSession } from '../../../../src/session/session.ts';
import { mountRoom, seriousFlaws, withWords } from '../../mountRoom.tsx';
import { settle, smallCatalogue } from '../../smallCatalogue.ts';

let room: Awaited<ReturnType<typeof mountRoom>>;
const calls = {
  answer: vi.fn(async () => {}),
  addFiles: vi.fn(async () => {}),
  removeLast: vi.fn(async () => {}),
  selectAdded: vi.fn(),
};

/** The part of the Data room, and the question, beside a catalogue that was added to twice; or beside the sky. */
async function enter(simulated: boolean, scheme: 'dark' | 'light' = 'dark'): Promise<AddingStore> {
  for (const call of Object.values(calls)) call.mockClear();
  const session = createSession(() => 0);
  const added = [
    { name: 'first', rowCount: 1, columns: [] },
    { name: 'second', rowCount: 2, columns: [] },
  ];
  session.catalogue.getState().replace(smallCatalogue(9, { simulated, added }));
  const store = createStore(() => ({
    asked: null,
    adding: null,
    take: async () => {},
    stop() {},
    ...calls,
  })) as AddingStore;
  room = await mountRoom(
    session,
    <>
      <AddingPart openAdding={async () => store} />
      <AddOrOpen store={store} />
    </>,
    scheme,
  );
  await act(settle);
  return store;
}

afterEach(() => room.end());

it('removes what was added last, and nothing else', async () => {
  await enter(false);
  const list = room.place.querySelector('[aria-label="Galaxies that were added"]');
  expect(list?.textContent).toMatch(/1 galaxy from firstSelect2 galaxies from secondSelectRemove$/);
  await act(async () => withWords(list!, 'button', 'Select').click());
  expect(calls.selectAdded).toHaveBeenCalledExactlyOnceWith(0); // those of the first addition
  await act(async () => withWords(list!, 'button', 'Remove').click());
  expect(calls.removeLast).toHaveBeenCalledOnce();
});

it('hands over the files that were chosen', async () => {
  await enter(false);
  const input = room.place.querySelector<HTMLInputElement>('[aria-label="Files with galaxies to add"]')!;
  const transfer = new DataTransfer();
  transfer.items.add(new File(['a'], 'a.png'));
  input.files = transfer.files;
  await act(async () => input.dispatchEvent(new Event('change', { bubbles: true })));
  expect(calls.addFiles).toHaveBeenCalledWith([{ path: 'a.png', file: expect.any(File) }]);
});

it('asks where dropped galaxies belong', async () => {
  const store = await enter(false, 'light');
  await act(async () => store.setState({ asked: [{ path: 'a.png', file: new File(['a'], 'a.png') }] }));
  await act(settle);
  expect(document.body.textContent).toContain('You dropped a.png while small is open.');
  expect(await seriousFlaws(document.body)).toEqual([]);
  await act(async () => withWords(document.body, 'button', 'Add to small').click());
  expect(calls.answer).toHaveBeenCalledWith('add');
});

it('is not there for the embedded sky', async () => {
  await enter(true);
  expect(room.place.querySelector('section, input')).toBeNull();
});
