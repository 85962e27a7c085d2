import { bisectCenter } from 'd3-array';
import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import type { ChartReading } from './chartSeries.ts';

/** Which of the readings is looked at. */
export interface CursorState {
  /** Place among the readings; null while nobody looks. */
  place: number | null;
  /** For the element that holds the drawing, at its own size. */
  handlers: {
    onPointerMove(event: PointerEvent<HTMLElement>): void;
    onPointerDown(event: PointerEvent<HTMLElement>): void;
    onPointerLeave(): void;
    onFocus(): void;
    onBlur(): void;
    onKeyDown(event: KeyboardEvent<HTMLElement>): void;
  };
}

const pageShare = 0.1; // of the readings a page key moves

/**
 * Follows which reading the pointer or the keyboard is at.
 *
 * @param readings in order of x
 * @param xOf from x to CSS pixels
 */
export function useChartCursor(readings: readonly ChartReading[], xOf: (x: number) => number): CursorState {
  const [chosen, setPlace] = useState<number | null>(null);
  const last = readings.length - 1;
  const place = chosen === null || last < 0 ? null : Math.min(chosen, last);

  function point(event: PointerEvent<HTMLElement>): void {
    const atPx = event.clientX - event.currentTarget.getBoundingClientRect().left;
    setPlace(
      bisectCenter(
        readings.map(({ x }) => xOf(x)),
        atPx,
      ),
    );
  }

  function press(event: KeyboardEvent<HTMLElement>): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const to = placeByKey(event.key, place ?? last, last);
    if (to === null) return;
    event.preventDefault();
    setPlace(to);
  }

  return {
    place,
    handlers: {
      onPointerMove: point,
      onPointerDown: point,
      onPointerLeave: () => setPlace(null),
      onFocus: () => setPlace(before => before ?? last),
      onBlur: () => setPlace(null),
      onKeyDown: press,
    },
  };
}

/**
 * Where a key leads along the readings.
 *
 * @param key as KeyboardEvent.key names it
 * @param from place now, 0 … last
 * @returns the new place, or null for a key that is none of ours
 */
export function placeByKey(key: string, from: number, last: number): number | null {
  const page = Math.max(1, Math.round(pageShare * last));
  const steps: Record<string, number> = {
    ArrowRight: 1,
    ArrowUp: 1,
    ArrowLeft: -1,
    ArrowDown: -1,
    PageUp: page,
    PageDown: -page,
    Home: -from,
    End: last - from,
  };
  const step = steps[key];
  return step === undefined ? null : Math.min(last, Math.max(0, from + step));
}
