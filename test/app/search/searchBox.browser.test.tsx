import { act } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { SearchBox } from '../../../src/app/search/SearchBox.tsx';
import { createSession } from '../../../src/session/session.ts';
import { mountRoom } from '../../features/mountRoom.tsx';
import { smallCatalogue } from '../../features/smallCatalogue.ts';

let room: Awaited<ReturnType<typeof mountRoom>>;
let session: ReturnType<typeof createSession>;
const asked = vi.fn(async () => new Response('<Sesame></Sesame>'));

beforeEach(async () => {
  session = createSession(() => 0);
  const raDeg = Float64Array.of(10, 20, 30);
  session.catalogue.getState().replace(smallCatalogue(3, { raDeg, decDeg: raDeg }));
  room = await mountRoom(session, <SearchBox onPalette={() => undefined} />);
  const { fetch } = window;
  vi.stubGlobal('fetch', (...all: Parameters<typeof fetch>) =>
    String(all[0]).includes('sesame') ? asked() : fetch(...all),
  );
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await room.end();
});

const offer = () =>
  [...document.querySelectorAll('[role=option]')].find(({ textContent }) =>
    textContent?.startsWith('Ask CDS'),
  );
const press = (keys: string) => act(() => userEvent.keyboard(keys));

it('asks CDS where a name is when the offer is chosen, not by Enter after an id that is not here', async () => {
  room.place.querySelector('input')?.focus();
  await press('g12');
  await vi.waitFor(() => expect(offer()?.textContent).toContain('“g12”'));
  await press('{Enter}');
  await press('3');
  await vi.waitFor(() => expect(offer()?.textContent).toContain('“g123”'));
  await press('{Enter}');
  await new Promise(resolve => setTimeout(resolve, 300));
  expect(asked).not.toHaveBeenCalled();
  await press('{ArrowDown}{Enter}');
  await vi.waitFor(() => expect(asked).toHaveBeenCalledOnce());
});

it('shows no galaxy that was found in the catalogue before', async () => {
  asked.mockResolvedValueOnce(
    new Response(
      '<Sesame><Resolver><jradeg>10</jradeg><jdedeg>10</jdedeg><oname>M 31</oname></Resolver></Sesame>',
    ),
  );
  const options = () => [...document.querySelectorAll('[role=option]')].map(each => each.textContent);
  room.place.querySelector('input')?.focus();
  await press('m31');
  await vi.waitFor(() => expect(offer()?.textContent).toContain('“m31”')); // “m3” is offered before
  await press('{ArrowDown}{Enter}');
  await vi.waitFor(() => expect(options()).toEqual(['g0']));
  const raDeg = Float64Array.of(20, 10);
  await act(async () =>
    session.catalogue
      .getState()
      .replace(smallCatalogue(2, { raDeg, decDeg: raDeg, ids: ['other', 'nearest'] })),
  );
  expect(options()).not.toContain('other'); // its row 0
  await vi.waitFor(() => expect(offer()).toBeDefined());
});
