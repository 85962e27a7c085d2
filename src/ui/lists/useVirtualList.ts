import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type RefObject, useCallback, useEffect, useId, useRef, useState } from 'react';
import { stepInList } from './stepInList.ts';

interface VirtualListOptions {
  /** Lines there are. */
  count: number;
  /** Height of a line, in CSS pixels. */
  linePx: number;
  /** Of a header that stays above the lines, inside the scroller. Default 0. */
  headerPx?: number;
  /** Lines drawn beyond those in sight, on either side. Default 4. */
  beyond?: number;
  /** Enter or space on the line pointed at. */
  onChoose(place: number): void;
}

/** A line that is drawn. */
interface VirtualLine {
  /** Among all lines, from 0. */
  place: number;
  /** Of its upper edge, from that of the body. */
  topPx: number;
}

interface VirtualList<E extends HTMLElement> {
  /** For the element that scrolls, which holds the focus. */
  scroller: {
    ref: RefObject<E | null>;
    tabIndex: 0;
    'aria-activedescendant': string;
    onKeyDown(event: KeyboardEvent<E>): void;
  };
  /** Of all lines together. */
  bodyPx: number;
  lines: readonly VirtualLine[];
  /** The line pointed at. */
  current: number;
  /** Points at a line; the scroller follows where `follow` is true. */
  pointAt(place: number, follow?: boolean): void;
  /** For the `id` of a line. */
  idOf(place: number): string;
}

/**
 * A long list of which only the lines in sight are drawn. It is one stop for the tab key: arrows or j, k, Home, End and the
 * page keys move within, and assistive technology is sent to the line pointed at, which is drawn wherever one has scrolled.
 */
export function useVirtualList<E extends HTMLElement>({
  count,
  linePx,
  headerPx = 0,
  beyond = 4,
  onChoose,
}: VirtualListOptions): VirtualList<E> {
  const ref = useRef<E>(null);
  const listId = useId();
  const [chosen, setChosen] = useState(0);
  const current = Math.max(0, Math.min(chosen, count - 1));
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => ref.current,
    estimateSize: () => linePx,
    overscan: beyond,
    paddingStart: headerPx,
    scrollPaddingStart: headerPx, // it covers the first lines
    rangeExtractor: range => [...new Set([...defaultRangeExtractor(range), current])].sort((a, b) => a - b),
  });
  const { scrollToIndex } = virtual;
  useEffect(() => {
    if (current !== chosen) setChosen(current); // the list has become shorter
  }, [current, chosen]);

  const pointAt = useCallback(
    (place: number, follow = true) => {
      setChosen(place);
      if (follow) scrollToIndex(place, { align: 'auto' });
    },
    [scrollToIndex],
  );

  function press(event: KeyboardEvent<E>): void {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      onChoose(current);
      return;
    }
    const page = Math.max(1, Math.floor((event.currentTarget.clientHeight - headerPx) / linePx) - 1);
    const to = stepInList(event.key, current, count, page);
    if (to === null) return;
    event.preventDefault();
    pointAt(to);
  }

  const idOf = (place: number) => `${listId}-${place}`;
  return {
    scroller: { ref, tabIndex: 0, 'aria-activedescendant': idOf(current), onKeyDown: press },
    bodyPx: virtual.getTotalSize() - headerPx,
    lines: virtual.getVirtualItems().map(({ index, start }) => ({ place: index, topPx: start - headerPx })),
    current,
    pointAt,
    idOf,
  };
}
