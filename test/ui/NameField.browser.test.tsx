import { act } from 'react';
import { afterEach, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { createSession } from '../../src/session/session.ts';
import { NameField } from '../../src/ui/NameField.tsx';
import { mountRoom } from '../features/mountRoom.tsx';

let room: Awaited<ReturnType<typeof mountRoom>>;
const done: (string | null)[] = [];

async function type(text: string, end: string): Promise<void> {
  done.length = 0;
  room = await mountRoom(
    createSession(() => 0),
    <NameField label="Name of the run" name="rings" onDone={name => done.push(name)} />,
  );
  const field = room.place.querySelector('input')!;
  await act(async () => {
    await userEvent.fill(field, text);
    if (end === 'blur') field.blur();
    else await userEvent.keyboard(end);
  });
}

afterEach(() => room.end());

it.each([
  ['new rings ', '{Enter}', 'new rings'],
  ['new rings', 'blur', 'new rings'],
  ['new rings', '{Escape}', null],
  ['  ', '{Enter}', null],
  ['rings', '{Enter}', null],
])('“%s” and %s give %s, once', async (text, end, name) => {
  await type(text, end);
  await act(async () => room.place.querySelector('input')?.blur());
  expect(done).toEqual([name]);
});
