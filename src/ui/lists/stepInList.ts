/**
 * Where a key leads in a list.
 *
 * @param key as KeyboardEvent.key names it
 * @param from place now, 0 … count − 1
 * @param page places a page key moves, ≥ 1
 * @returns the new place, or null for a key that is none of ours
 */
export function stepInList(key: string, from: number, count: number, page: number): number | null {
  const steps: Record<string, number> = {
    ArrowDown: 1,
    j: 1,
    ArrowUp: -1,
    k: -1,
    PageDown: page,
    PageUp: -page,
    Home: -count,
    End: count,
  };
  const step = steps[key];
  return step === undefined ? null : Math.min(count - 1, Math.max(0, from + step));
}
