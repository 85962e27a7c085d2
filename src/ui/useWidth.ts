import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** A ref for an element and its inner width in CSS pixels, followed as the panel is resized; 0 before it is laid out. */
export function useWidth<E extends HTMLElement>(): [RefObject<E | null>, number] {
  const element = useRef<E>(null);
  const [widthPx, setWidthPx] = useState(0);
  useLayoutEffect(() => {
    const present = element.current;
    if (!present) return;
    setWidthPx(present.clientWidth);
    const observer = new ResizeObserver(() => setWidthPx(present.clientWidth));
    observer.observe(present);
    return () => observer.disconnect();
  }, []);
  return [element, widthPx];
}
