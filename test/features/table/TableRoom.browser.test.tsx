import { act } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { TableRoom } from '../../../src/features/table/TableRoom.tsx';
import { createSession } from '../../../src/session/session.ts';
import { mountRoom, seriousFlaws, withWords } from '../mountRoom.tsx';
import { settle, smallCatalogue } from '../smallCatalogue.ts';

const slowly = { timeout: 20_000 }; // a busy machine draws a frame when it can

const n = 5000;
let room: Awaited<ReturnType<typeof mountRoom>>;
let session: ReturnType<typeof createSession>;

async function enter(scheme: 'dark' | 'light' = 'dark'): Promise<void> {
  session = createSession(() => 0);
  const catalogue = smallCatalogue(n);
  session.columns.getState().reset(catalogue.columns);
  session.catalogue.getState().replace(catalogue);
  session.selection.getState().choose(2);
  room = await mountRoom(session, <TableRoom />, scheme);
  await act(settle);
}

const grid = () => room.place.querySelector<HTMLElement>('[role="grid"]')!;
const lines = () => [...room.place.querySelectorAll<HTMLElement>('[role="row"][aria-selected]')];
const pointedAt = () => document.getElementById(grid().getAttribute('aria-activedescendant')!);
const press = (keys: string) =>
  act(async () => {
    await userEvent.keyboard(keys);
    await settle();
  });

afterEach(() => room.end());

it('says how many galaxies there are and draws only those in sight', async () => {
  await enter();
  expect(grid().getAttribute('aria-rowcount')).toBe(String(n + 1));
  expect(lines().length).toBeGreaterThan(5);
  expect(lines().length).toBeLessThan(100);
  expect(lines()[0].getAttribute('aria-rowindex')).toBe('2');
});

it('is walked by keys and chosen by Enter; the line pointed at is always drawn', async () => {
  await enter();
  await act(async () => grid().focus());
  expect(pointedAt()?.textContent).toContain('g2');
  await press('{ArrowDown}j');
  expect(pointedAt()?.textContent).toContain('g4');
  await press('{End}');
  expect(pointedAt()?.textContent).toContain(`g${n - 1}`);
  await press('{Enter}');
  expect(session.selection.getState().row).toBe(n - 1);
  expect(lines().filter(line => line.getAttribute('aria-selected') === 'true')).toEqual([pointedAt()]);
  await press('{Home}');
  expect(pointedAt()?.textContent).toContain('g0');
});

it('sorts by a column, up and then down, and follows the selected galaxy', async () => {
  await enter();
  const smooth = () => withWords(room.place, '[role="columnheader"]', 'smooth');
  await act(async () => smooth().querySelector('button')!.click());
  await act(settle);
  expect(smooth().getAttribute('aria-sort')).toBe('ascending');
  await act(async () => smooth().querySelector('button')!.click());
  await act(settle);
  expect(smooth().getAttribute('aria-sort')).toBe('descending');
  expect(pointedAt()?.textContent).toContain('g2'); // now near the end
  await vi.waitFor(async () => {
    await act(async () => {
      grid().scrollTo(0, 0);
      await settle();
    });
    expect(lines()[0].textContent).toContain(`g${n - 2}`); // g4999 is empty and comes last
  }, slowly);
  expect(pointedAt()?.textContent).toContain('g2'); // drawn although it is out of sight
});

it('filters by id, and says where none is left', async () => {
  await enter();
  const field = room.place.querySelector<HTMLInputElement>('input[aria-label="Filter by id"]')!;
  await act(async () => userEvent.fill(field, 'g499'));
  await act(settle);
  expect(grid().getAttribute('aria-rowcount')).toBe('12'); // g499, g4990 … g4999 and the header
  await act(async () => userEvent.fill(field, 'nothing'));
  await act(settle);
  expect(grid()).toBeNull();
  await act(async () => withWords(room.place, 'button', 'Clear filter').click());
  await act(settle);
  expect(grid().getAttribute('aria-rowcount')).toBe(String(n + 1));
});

it.each(['dark', 'light'] as const)('has no serious flaw for assistive technology (%s)', async scheme => {
  await enter(scheme);
  expect(await seriousFlaws(room.place)).toEqual([]);
});
