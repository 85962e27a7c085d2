import type { Session } from '../session.ts';

/** For an element that stands for a galaxy: while the pointer is on it, the map lights that galaxy up. */
export function hoverProps(
  { hovered }: Pick<Session, 'hovered'>,
  row: number,
): { onPointerEnter(): void; onPointerLeave(): void } {
  const { hover } = hovered.getState();
  return { onPointerEnter: () => hover(row), onPointerLeave: () => hover(null) };
}
