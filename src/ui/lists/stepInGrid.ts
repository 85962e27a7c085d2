/**
 * Where a key leads in a list laid out as a grid.
 *
 * @param key as KeyboardEvent.key names it
 * @param from place now, 0 … count − 1
 * @param columns places in a line, ≥ 1
 * @returns the new place, or null for a key that is none of ours
 */
export function stepInGrid(key: string, from: number, count: number, columns: number): number | null {
  const to = destination(key, from, count, columns);
  if (to === null) return null;
  return to < 0 || to >= count ? from : to;
}

function destination(key: string, from: number, count: number, columns: number): number | null {
  switch (key) {
    case 'ArrowRight':
    case 'j':
      return from + 1;
    case 'ArrowLeft':
    case 'k':
      return from - 1;
    case 'ArrowDown':
      return from + columns;
    case 'ArrowUp':
      return from - columns;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
