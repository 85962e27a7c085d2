import { type FocusEvent, type KeyboardEvent, useRef, useState } from 'react';

/** One stop for the tab key in a list of answers; arrows, j, k, Home and End move between them. */
export function useAnswerKeys() {
  const list = useRef<HTMLUListElement>(null);
  const [current, setCurrent] = useState(0);
  const buttons = () => [...(list.current?.querySelectorAll<HTMLElement>('button[data-answer]') ?? [])];

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const all = buttons();
    const at = all.indexOf(event.target as HTMLElement);
    if (at < 0) return;
    const last = all.length - 1;
    const to = new Map([
      ['ArrowDown', Math.min(last, at + 1)],
      ['j', Math.min(last, at + 1)],
      ['ArrowUp', Math.max(0, at - 1)],
      ['k', Math.max(0, at - 1)],
      ['Home', 0],
      ['End', last],
    ]).get(event.key);
    if (to === undefined) return;
    event.preventDefault();
    all[to].focus();
  }

  function onFocus(event: FocusEvent): void {
    const at = buttons().indexOf(event.target as HTMLElement);
    if (at >= 0) setCurrent(at);
  }

  return { list, current, onKeyDown, onFocus };
}
