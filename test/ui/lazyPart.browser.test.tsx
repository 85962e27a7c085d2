import { act } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { createSession } from '../../src/session/session.ts';
import { lazyPart } from '../../src/ui/lazyPart.tsx';
import { mountRoom } from '../features/mountRoom.tsx';

let room: Awaited<ReturnType<typeof mountRoom>>;
afterEach(() => room.end());

const mount = (part: React.ReactNode) =>
  mountRoom(
    createSession(() => 0),
    <section>
      <p>the rest of the page</p>
      {part}
    </section>,
  );

it('shows what it fetched, with its props, and fetches it once', async () => {
  const load = vi.fn(async () => ({ name }: { name: string }) => <b>{name}</b>);
  const Part = lazyPart('The part', load, <i>waiting</i>);
  room = await mount(<Part name="ring" />);
  await expect.poll(() => room.place.querySelector('b')?.textContent).toBe('ring');
  expect(room.place.querySelector('i')).toBeNull();
  await room.end();
  room = await mount(<Part name="bar" />);
  expect(room.place.querySelector('b')?.textContent).toBe('bar');
  expect(load).toHaveBeenCalledTimes(1);
});

it('says what is missing, leaves the rest alone, and tries again', async () => {
  let reachable = false;
  const Part = lazyPart('The list of keys', async () => {
    if (!reachable) throw new Error('404');
    return () => <b>keys</b>;
  });
  room = await mount(<Part />);
  await expect.poll(() => room.place.textContent).toContain('The list of keys could not be loaded.');
  expect(room.place.textContent).toContain('the rest of the page');
  reachable = true;
  await act(() => userEvent.click(room.place.querySelector('button')!));
  await expect.poll(() => room.place.querySelector('b')?.textContent).toBe('keys');
  expect(room.place.textContent).not.toContain('could not be loaded');
});
