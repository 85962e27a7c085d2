import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { Neighbours } from '../../../src/contracts/search.ts';
import { SimilarRoom } from '../../../src/features/similar/SimilarRoom.tsx';
import type { SimilarClients } from '../../../src/features/similar/similarState.ts';
import { createSimilarStore } from '../../../src/features/similar/similarStore.ts';
import { createSession } from '../../../src/session/session.ts';
import { drawn, mountRoom, seriousFlaws, withWords } from '../mountRoom.tsx';
import { allRows, ramp, settle, smallCatalogue } from '../smallCatalogue.ts';

const slowly = { timeout: 20_000 }; // a busy machine draws a frame when it can

const n = 60;

/** The rows after the query's, at the distances 1, 2, …. */
function followers(row: number, k: number): Neighbours {
  const rows = Uint32Array.from({ length: k }, (_, i) => (row + i + 1) % n);
  return {
    rows,
    distances: Float64Array.from(rows, (_, i) => i + 1),
    nearestQuantile: 0.01,
    typicalDistance: 9,
  };
}

let room: Awaited<ReturnType<typeof mountRoom>>;
let session: ReturnType<typeof createSession>;
let store: ReturnType<typeof createSimilarStore>;
const search: SimilarClients['search'] = {
  nearestToRow: async (row, { k }) => followers(row, k),
  nearestToVector: async (_vector, { k }) => followers(40, k),
  distancesToRow: async () => new Float32Array(n),
};
const embedQuery = vi.fn<SimilarClients['embedQuery']>(async file => ({
  vector: new Float32Array(2),
  imageUrl: URL.createObjectURL(file),
}));

/** Enters the room with galaxy 5 selected. */
async function enter(scheme: 'dark' | 'light' = 'dark'): Promise<void> {
  session = createSession(() => 0);
  store = createSimilarStore({ session, search, embedQuery });
  session.catalogue.getState().replace(smallCatalogue(n, { simulated: true }));
  session.representation
    .getState()
    .replace({ weights: 'w', components: ramp(n, 2), rows: allRows(n), complete: true });
  session.selection.getState().choose(5);
  room = await mountRoom(
    session,
    <SimilarRoom
      store={store}
      searchSecond={search}
      images={async () => []}
      onCloseSecond={() => {}}
      provenance={async () => ({})}
    />,
    scheme,
  );
  await act(settle);
}

const neighbours = () => [...room.place.querySelectorAll<HTMLButtonElement>('ol > li > button')];
const words = (button: Element | null) => button?.getAttribute('aria-label');
const press = (keys: string) => act(async () => userEvent.keyboard(keys));

/** A drop as a browser makes it, at an element. */
function drop(target: Element, ...files: File[]): Promise<void> {
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  const event = new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true });
  return act(async () => {
    target.dispatchEvent(event);
    await settle();
    await settle();
  });
}

beforeEach(() => {
  embedQuery.mockClear();
});
afterEach(() => room.end());

describe('the grid', () => {
  it('is an ordered list by distance, each with its words', async () => {
    await enter();
    expect(neighbours()).toHaveLength(24);
    expect(words(neighbours()[0])).toBe('galaxy g6, distance 1');
    expect(words(neighbours()[23])).toBe('galaxy g29, distance 24');
  });

  it('is one stop for the tab key; arrows, j, k, Home and End move within', async () => {
    await enter();
    expect(neighbours().filter(b => b.tabIndex === 0)).toHaveLength(1);
    await act(async () => neighbours()[0].focus());
    await press('{ArrowRight}j');
    expect(words(document.activeElement)).toContain('g8,');
    await press('k');
    expect(words(document.activeElement)).toContain('g7,');
    const columns = neighbours().findIndex(b => b.offsetTop > neighbours()[0].offsetTop);
    await press('{ArrowDown}');
    expect(document.activeElement).toBe(neighbours()[1 + columns]);
    await press('{End}');
    expect(document.activeElement).toBe(neighbours()[23]);
    await press('{Home}');
    expect(document.activeElement).toBe(neighbours()[0]);
    expect(neighbours().filter(b => b.tabIndex === 0)).toEqual([neighbours()[0]]);
  });

  it('moves on at Enter, and the focus starts again at the nearest', async () => {
    await enter();
    await act(async () => neighbours()[3].focus());
    await press('{Enter}');
    await act(settle);
    expect(session.selection.getState().row).toBe(9);
    expect(words(neighbours()[0])).toContain('g10,');
    expect(document.activeElement).toBe(neighbours()[0]);
  });
});

describe('the query', () => {
  it('can be an image that is dropped, and can be left again', async () => {
    await enter();
    const zone = room.place.querySelector('[data-takes-files]')!;
    await drop(zone, new File([new Uint8Array(8)], 'mine.png', { type: 'image/png' }));
    expect(embedQuery).toHaveBeenCalledTimes(1);
    expect(room.place.querySelector('img[alt="Your image mine.png"]')).not.toBeNull();
    expect(words(neighbours()[0])).toContain('g41,');
    await act(async () => withWords(room.place, 'button', 'Return to g5').click());
    await act(settle);
    expect(words(neighbours()[0])).toContain('g6,');
  });

  it('refuses what is no image with a sentence', async () => {
    await enter();
    const zone = room.place.querySelector('[data-takes-files]')!;
    await drop(zone, new File(['a'], 'table.csv', { type: 'text/csv' }));
    expect(embedQuery).not.toHaveBeenCalled();
    expect(session.notices.getState().notices[0].sentence).toContain('table.csv');
  });

  it('can be an image that is pasted', async () => {
    await enter();
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File([new Uint8Array(8)], 'pasted.png', { type: 'image/png' }));
    await act(async () => {
      document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, cancelable: true }));
      await settle();
    });
    expect(embedQuery).toHaveBeenCalledTimes(1);
  });
});

it('colours the map when asked', async () => {
  await enter();
  await act(async () => room.place.querySelector<HTMLInputElement>('input[role="switch"]')!.click());
  await act(settle);
  expect(session.columns.getState().painted).toBe('similarity');
});

it.each(['dark', 'light'] as const)('has no serious flaw for assistive technology (%s)', async scheme => {
  await enter(scheme);
  await act(async () => withWords(room.place, 'button', 'Adjust search').click());
  await vi.waitFor(async () => {
    await drawn();
    expect(room.place.querySelector('[role="slider"]')).not.toBeNull();
  }, slowly);
  expect(await seriousFlaws(room.place)).toEqual([]);
});
