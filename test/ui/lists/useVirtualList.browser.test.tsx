import { act, useState } from 'react';
import { afterEach, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { createSession } from '../../../src/session/session.ts';
import { useVirtualList } from '../../../src/ui/lists/useVirtualList.ts';
import { drawn, mountRoom, seriousFlaws } from '../../features/mountRoom.tsx';

let room: Awaited<ReturnType<typeof mountRoom>>;
let shorten: (count: number) => void;
const chosen: number[] = [];

/** A thousand lines of 20 px in a box of 100 px. */
function Lines() {
  const [count, setCount] = useState(1000);
  shorten = setCount;
  const list = useVirtualList<HTMLDivElement>({ count, linePx: 20, onChoose: place => chosen.push(place) });
  return (
    <div {...list.scroller} role="listbox" aria-label="Lines" style={{ height: 100, overflow: 'auto' }}>
      <div role="presentation" style={{ height: list.bodyPx, position: 'relative' }}>
        {list.lines.map(({ place, topPx }) => (
          <div
            key={place}
            id={list.idOf(place)}
            role="option"
            tabIndex={-1}
            aria-selected={place === list.current}
            style={{ position: 'absolute', top: topPx, height: 20 }}
          >
            line {place}
          </div>
        ))}
      </div>
    </div>
  );
}

async function enter(): Promise<void> {
  chosen.length = 0;
  room = await mountRoom(
    createSession(() => 0),
    <Lines />,
  );
  await drawn();
  await act(async () => list().focus());
}

afterEach(() => room.end());

const list = () => room.place.querySelector<HTMLElement>('[role="listbox"]')!;
const lines = () => [...room.place.querySelectorAll('[role="option"]')];
const pointedAt = () => document.getElementById(list().getAttribute('aria-activedescendant')!)?.textContent;
const press = async (keys: string) => {
  await act(async () => userEvent.keyboard(keys));
  await drawn();
};

it('draws the lines in sight, and the one pointed at wherever one has scrolled', async () => {
  await enter();
  expect(lines().length).toBeGreaterThanOrEqual(5);
  expect(lines().length).toBeLessThan(30);
  await act(async () => list().scrollTo(0, 10_000));
  await expect.poll(() => lines().some(({ textContent }) => textContent === 'line 502')).toBe(true);
  expect(pointedAt()).toBe('line 0');
  expect(lines().length).toBeLessThan(30);
});

it('is walked by keys, scrolls along, and hands over the line chosen', async () => {
  await enter();
  await press('{ArrowDown}jk{PageDown}');
  expect(pointedAt()).toBe('line 5');
  await press('{End}');
  expect(pointedAt()).toBe('line 999');
  expect(list().scrollTop).toBe(1000 * 20 - 100);
  await press('{Enter}');
  await press('{Home} ');
  expect(chosen).toEqual([999, 0]);
});

it('points at the last line of a list that has become shorter, and has no serious flaw', async () => {
  await enter();
  await press('{End}');
  await act(async () => shorten(3));
  await drawn();
  expect(pointedAt()).toBe('line 2');
  expect(await seriousFlaws(room.place)).toEqual([]);
});
