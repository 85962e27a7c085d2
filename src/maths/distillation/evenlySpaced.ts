/**
 * Some elements of a list, as evenly apart as whole places allow, the first and the last among them.
 *
 * @param most elements to keep; 1 keeps the last alone, for it is the result
 */
export function evenlySpaced<T>(all: readonly T[], most: number): T[] {
  if (all.length <= most) return [...all];
  if (most === 1) return all.slice(-1);
  return Array.from({ length: most }, (_, i) => all[Math.round((i * (all.length - 1)) / (most - 1))]);
}
