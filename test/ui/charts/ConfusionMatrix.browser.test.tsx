import { act } from 'react';
import { afterEach, expect, it } from 'vitest';
import { createSession } from '../../../src/session/session.ts';
import { ConfusionMatrix, type ConfusionMatrixProps } from '../../../src/ui/charts/ConfusionMatrix.tsx';
import { mountRoom, seriousFlaws, withWords } from '../../features/mountRoom.tsx';

let room: Awaited<ReturnType<typeof mountRoom>>;

const two: ConfusionMatrixProps = {
  label: 'Classes taken for each other',
  names: ['ring', 'none'],
  counts: [3, 1, 0, 8],
  as: 'shares',
};

async function show(props: ConfusionMatrixProps, scheme: 'dark' | 'light' = 'dark'): Promise<void> {
  room = await mountRoom(
    createSession(() => 0),
    <ConfusionMatrix {...props} />,
    scheme,
  );
}

afterEach(() => room.end());

const cells = () => [...room.place.querySelectorAll('td')].map(({ textContent }) => textContent);
const heads = () =>
  [...room.place.querySelectorAll('thead th')].slice(1).map(({ textContent }) => textContent);

it('shows shares of the true class, or counts', async () => {
  await show(two);
  expect(cells()).toEqual(['75', '25', '0', '100']);
  expect(heads()).toEqual(['ring', 'none']);
  await room.end();
  await show({ ...two, as: 'counts' });
  expect(cells()).toEqual(['3', '1', '0', '8']);
});

it('numbers the columns of many classes, which keep their names for assistive technology', async () => {
  const names = ['ring', 'lens', 'disturbed', 'irregular', 'merger'];
  await show({ ...two, names, counts: new Uint32Array(25) });
  expect(heads()).toEqual(['1', '2', '3', '4', '5']);
  expect(room.place.querySelector('thead th:last-child')?.getAttribute('aria-label')).toBe('merger');
  expect(cells()).toEqual(new Array(25).fill('0'));
});

it('heads many columns by their names where these are numbers, which others would be taken for', async () => {
  const names = ['0', '1', '2', '3', '4'];
  await show({ ...two, names, counts: new Uint32Array(25) });
  expect(heads()).toEqual(names);
  expect(room.place.querySelector('tbody th')?.textContent).toBe('0');
});

it('hands over a cell with galaxies, and has no serious flaw in either scheme', async () => {
  const chosen: (readonly [number, number])[] = [];
  for (const scheme of ['dark', 'light'] as const) {
    await show({ ...two, as: 'counts', chosen: [0, 1], onChoose: cell => chosen.push(cell) }, scheme);
    await act(async () => withWords(room.place, 'button', 'ring taken for none: 1').click());
    expect(withWords(room.place, 'button', 'none taken for ring: 0').hasAttribute('disabled')).toBe(true);
    expect(room.place.querySelectorAll('[aria-pressed="true"]').length).toBe(1);
    expect(await seriousFlaws(room.place)).toEqual([]);
    if (scheme === 'dark') await room.end();
  }
  expect(chosen).toEqual([
    [0, 1],
    [0, 1],
  ]);
});
