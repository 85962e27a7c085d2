/**
 * A copy of a list in which one item has moved.
 *
 * @param from its place, 0 … list.length − 1
 * @param places how far; it stops at either end
 */
export function movedBy<T>(list: readonly T[], from: number, places: number): T[] {
  const to = Math.min(list.length - 1, Math.max(0, from + places));
  const moved = list.toSpliced(from, 1);
  moved.splice(to, 0, list[from]);
  return moved;
}
