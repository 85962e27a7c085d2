import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { binAt, rangeOfBins } from '../../../maths/filters/columnBins.ts';
import type { LinkedHistogram } from '../../../maths/filters/crossFilter.ts';
import { rangeText } from './filterWords.ts';
import classes from './RangeBrush.module.css';

/** Numbers that pass, both ends included. */
interface Range {
  from: number;
  to: number;
}

interface RangeBrushProps {
  /** Name of the column, for the handles' labels. */
  name: string;
  histogram: LinkedHistogram;
  /** Null where all pass. */
  range: Range | null;
  /** Null: all pass again. */
  onChange(range: Range | null): void;
}

/** First and last bin that pass. */
type Span = readonly [first: number, last: number];

const heightPx = 44;

/** A histogram a range is brushed on: drag across it, drag the range or its ends, or move the ends with the arrow keys. */
export function RangeBrush({ name, histogram, range, onChange }: RangeBrushProps) {
  const { bins, all, linked } = histogram;
  const count = bins.bins;
  const ground = useRef<HTMLDivElement>(null);
  const drag = useRef<{ at: number; span: Span | null; moved: boolean } | null>(null);
  const span: Span | null = range && spanOf(histogram, range);
  const [first, last] = span ?? [0, count - 1];

  function brush(a: number, b: number): void {
    const [low, high] = [Math.max(0, Math.min(a, b)), Math.min(count - 1, Math.max(a, b))];
    onChange(low === 0 && high === count - 1 ? null : rangeOfBins(bins, low, high));
  }
  function binUnder(event: PointerEvent): number {
    const box = ground.current?.getBoundingClientRect();
    if (!box) return 0;
    return Math.max(0, Math.min(count - 1, Math.floor(((event.clientX - box.left) / box.width) * count)));
  }
  function press(event: PointerEvent<HTMLDivElement>): void {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const at = binUnder(event);
    drag.current = { at, span: span && at >= first && at <= last ? span : null, moved: false };
  }
  function move(event: PointerEvent<HTMLDivElement>): void {
    const from = drag.current;
    if (!from) return;
    const at = binUnder(event);
    if (at === from.at && !from.moved) return;
    from.moved = true;
    if (!from.span) {
      brush(from.at, at);
      return;
    }
    const [low, high] = from.span;
    const by = Math.max(-low, Math.min(count - 1 - high, at - from.at)); // the range keeps its width
    brush(low + by, high + by);
  }
  function release(): void {
    const from = drag.current;
    drag.current = null;
    if (!from || from.moved) return;
    if (span) onChange(null);
    else brush(from.at, from.at);
  }
  function step(event: KeyboardEvent, end: 'from' | 'to'): void {
    const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -5, PageUp: 5 }[
      event.key
    ];
    const place = end === 'from' ? first : last;
    if (event.key === 'Delete' || event.key === 'Backspace') onChange(null);
    else if (event.key === 'Home') end === 'from' ? brush(0, last) : brush(first, first);
    else if (event.key === 'End') end === 'from' ? brush(last, last) : brush(first, count - 1);
    else if (by === undefined) return;
    else if (end === 'from') brush(Math.min(last, place + by), last);
    else brush(first, Math.max(first, place + by));
    event.preventDefault();
  }

  const highest = Math.max(1, ...all.subarray(0, count));
  const share = (place: number) => `${(100 * place) / count}%`;
  const words = rangeText(range?.from ?? Number.NEGATIVE_INFINITY, range?.to ?? Number.POSITIVE_INFINITY);
  return (
    <div
      ref={ground}
      className={classes.ground}
      onPointerDown={press}
      onPointerMove={move}
      onPointerUp={release}
      onPointerCancel={() => {
        drag.current = null;
      }}
    >
      <svg
        className={classes.bars}
        viewBox={`0 0 ${count} ${heightPx}`}
        preserveAspectRatio="none"
        height={heightPx}
        aria-hidden="true"
      >
        <path className={classes.all} d={barsPath(all, count, highest)} />
        <path className={classes.linked} d={barsPath(linked, count, highest)} />
      </svg>
      {span && (
        <span
          className={classes.range}
          style={{ left: share(first), width: share(last + 1 - first) }}
          aria-hidden="true"
        />
      )}
      {(['from', 'to'] as const).map(end => (
        <div
          key={end}
          className={classes.handle}
          data-set={span !== null}
          style={{ left: share(end === 'from' ? first : last + 1) }}
          role="slider"
          tabIndex={0}
          aria-label={`${name}, ${end === 'from' ? 'least' : 'most'}`}
          aria-valuemin={0}
          aria-valuemax={count - 1}
          aria-valuenow={end === 'from' ? first : last}
          aria-valuetext={words}
          onKeyDown={event => step(event, end)}
          onPointerDown={event => {
            if (event.button !== 0) return;
            event.stopPropagation();
            event.currentTarget.setPointerCapture(event.pointerId);
          }}
          onPointerMove={event => {
            if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
            event.stopPropagation();
            const at = binUnder(event);
            if (end === 'from') brush(Math.min(at, last), last);
            else brush(first, Math.max(at, first));
          }}
          onPointerUp={event => event.stopPropagation()}
        />
      ))}
    </div>
  );
}

function spanOf({ bins }: LinkedHistogram, { from, to }: Range): Span {
  const { edges } = bins;
  if (!edges) return [0, 0];
  const width = edges[1] - edges[0];
  const first = Number.isFinite(from) ? binAt(bins, from + width * 1e-6) : 0;
  const last = Number.isFinite(to) ? binAt(bins, to - width * 1e-6) : bins.bins - 1; // an end on an edge belongs to the bin before
  return [Math.min(first, last), Math.max(first, last)];
}

/** Bars as one path: a hundred histograms of fifty elements each would make the page slow. */
function barsPath(counts: Uint32Array, bins: number, highest: number): string {
  let path = '';
  for (let i = 0; i < bins; i++) {
    if (counts[i] === 0) continue;
    const height = Math.max(1, (heightPx * counts[i]) / highest); // even one galaxy shows
    path += `M${i + 0.06} ${heightPx}v${-height}h0.88v${height}z`;
  }
  return path;
}
