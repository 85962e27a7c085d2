import { act } from 'react';
import { afterEach, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { createSession } from '../../../src/session/session.ts';
import { Chart } from '../../../src/ui/charts/Chart.tsx';
import type { ChartProps } from '../../../src/ui/charts/chartProps.ts';
import { drawn, mountRoom, seriousFlaws, withWords } from '../../features/mountRoom.tsx';

let room: Awaited<ReturnType<typeof mountRoom>>;

const props: ChartProps = {
  series: [
    { name: 'Training', points: [1, 2, 3, 4].map(x => [x, 1 / x] as const) },
    { name: 'Validation', points: [1, 2, 3, 4].map(x => [x, 2 / x] as const), mark: 'dotted-line' },
    {
      name: 'guess',
      guide: true,
      points: [
        [1, 0.5],
        [4, 0.5],
      ],
    },
  ],
  label: 'Loss of four epochs',
  xLabel: 'epoch',
  yLabel: 'loss',
};

async function show(some: Partial<ChartProps> = {}, scheme: 'dark' | 'light' = 'dark'): Promise<void> {
  room = await mountRoom(
    createSession(() => 0),
    <Chart {...props} {...some} />,
    scheme,
  );
  await drawn();
}

afterEach(() => room.end());

const slider = () => room.place.querySelector<HTMLElement>('[role="slider"]')!;
const told = () => slider().getAttribute('aria-valuetext');

it('draws each series between the axes, with round ticks', async () => {
  await show();
  expect(slider().getAttribute('aria-label')).toBe('Loss of four epochs');
  const ticks = [...room.place.querySelectorAll('svg text')].map(({ textContent }) => textContent);
  expect(ticks).toEqual(expect.arrayContaining(['0', '1', '2', '3', '4', 'epoch']));
  const box = slider().getBoundingClientRect();
  const lines = [...slider().querySelectorAll('polyline')].map(line => line.getBoundingClientRect());
  expect(lines.length).toBe(3);
  for (const { left, right, top, bottom, width } of lines) {
    expect(width).toBeGreaterThan(200);
    expect(left >= box.left && right <= box.right && top >= box.top && bottom <= box.bottom).toBe(true);
  }
});

it('tells the values at the pointer, and at the keys’ place once it has the focus', async () => {
  await show();
  const { left, top, width } = slider().getBoundingClientRect();
  await act(async () => userEvent.hover(slider(), { position: { x: 0.36 * width, y: 40 } }));
  expect(told()).toBe('epoch 2: Training 0.500, Validation 1');
  expect(slider().textContent).toContain('Validation1');
  expect(left + top).toBeGreaterThanOrEqual(0);
  await act(async () => userEvent.unhover(slider()));
  expect(slider().textContent).not.toContain('Validation');
  await act(async () => slider().focus());
  expect(told()).toContain('epoch 4:');
  await act(async () => userEvent.keyboard('{ArrowLeft}{ArrowLeft}'));
  expect(told()).toBe('epoch 2: Training 0.500, Validation 1');
  await act(async () => userEvent.keyboard('{Home}'));
  expect(slider().getAttribute('aria-valuenow')).toBe('0');
});

it('unfolds its numbers as a table, and has no serious flaw in either scheme', async () => {
  for (const scheme of ['dark', 'light'] as const) {
    await show({}, scheme);
    expect(room.place.querySelector('table')).toBeNull();
    await act(async () => withWords(room.place, 'button', 'Show the numbers').click());
    const lines = [...room.place.querySelectorAll('tr')].map(line =>
      [...line.children].map(({ textContent }) => textContent),
    );
    expect(lines[0]).toEqual(['epoch', 'Training', 'Validation']);
    expect(lines[4]).toEqual(['4', '0.250', '0.500']);
    expect(await seriousFlaws(room.place)).toEqual([]);
    if (scheme === 'dark') await room.end();
  }
});

it('shows its scale where there is no number yet', async () => {
  await show({ series: [], y: [0, 5] });
  expect(slider()).toBeNull();
  expect(room.place.querySelector('[role="img"]')?.getAttribute('aria-label')).toBe('Loss of four epochs');
  expect(room.place.querySelector('button')).toBeNull();
});
