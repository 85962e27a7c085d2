/**
 * The name that differs from `wanted` by the fewest letters added, left out, changed or swapped with their neighbours,
 * whatever their case.
 *
 * @returns undefined where none is nearer than half of the longer of both
 */
export function nearestName(wanted: string, names: readonly string[]): string | undefined {
  let [best, least] = [undefined as string | undefined, Number.POSITIVE_INFINITY];
  for (const name of names) {
    const distance = editDistance(wanted.toLowerCase(), name.toLowerCase());
    if (distance <= Math.max(wanted.length, name.length) / 2 && distance < least) {
      [best, least] = [name, distance];
    }
  }
  return best;
}

/** Optimal string alignment: Damerau–Levenshtein in which no part is edited twice. */
function editDistance(a: string, b: string): number {
  const width = b.length + 1;
  const cost = new Uint16Array((a.length + 1) * width); // (a.length + 1, b.length + 1)
  for (let i = 0; i <= a.length; i++) {
    for (let j = 0; j <= b.length; j++) {
      const at = i * width + j;
      if (i === 0 || j === 0) {
        cost[at] = i + j;
        continue;
      }
      const changed = cost[at - width - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      cost[at] = Math.min(cost[at - width] + 1, cost[at - 1] + 1, changed);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) cost[at] = Math.min(cost[at], cost[at - 2 * width - 2] + 1);
    }
  }
  return cost[cost.length - 1];
}
