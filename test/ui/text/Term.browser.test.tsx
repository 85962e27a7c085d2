import { act } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { createSession } from '../../../src/session/session.ts';
import { Term } from '../../../src/ui/text/Term.tsx';
import { mountRoom } from '../../features/mountRoom.tsx';

let room: Awaited<ReturnType<typeof mountRoom>>;

afterEach(() => room.end());

/** What describes the term to a screen reader, where anything does. */
const described = (term: Element) =>
  document.getElementById(term.getAttribute('aria-describedby') ?? '')?.textContent;

it('tells its meaning under the pointer and in the focus, until left or dismissed', async () => {
  room = await mountRoom(
    createSession(() => 0),
    <Term meaning="Chance corrected agreement.">κ</Term>,
  );
  const term = room.place.querySelector('button')!;
  const told = () => vi.waitFor(() => expect(described(term)).toBe('Chance corrected agreement.'));
  const silent = () => vi.waitFor(() => expect(document.querySelector('[role=tooltip]')).toBeNull());
  await silent();
  await act(() => userEvent.hover(term));
  await told();
  await act(() => userEvent.unhover(term));
  await silent();
  await act(async () => term.focus());
  await told();
  const { top, height } = document.querySelector('[role=tooltip]')!.getBoundingClientRect();
  const own = term.getBoundingClientRect();
  expect(Math.min(Math.abs(top - own.bottom), Math.abs(own.top - (top + height)))).toBeLessThan(20); // beside it
  await act(() => userEvent.hover(term));
  await act(() => userEvent.unhover(term));
  await new Promise(resolve => requestAnimationFrame(resolve));
  expect(described(term)).toBe('Chance corrected agreement.'); // the pointer left, the focus did not
  await act(() => userEvent.keyboard('{Escape}'));
  await silent();
});
