const most = 12; // different values that are still told apart by colour and read as kinds
const repeats = 2; // each value stands for two galaxies on average at least: else it counts something

/**
 * The values of a column that holds few different whole numbers, such as 0/1 or classes: they name kinds rather than
 * measure.
 *
 * @param values (n) NaN where there is none
 * @returns ascending, 2 … 12 of them; null for any other column
 */
export function fewWholeNumbers(values: ArrayLike<number>): number[] | null {
  const seen = new Set<number>();
  let filled = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (Number.isNaN(value)) continue;
    filled++;
    if (seen.has(value)) continue;
    if (!Number.isInteger(value) || seen.size === most) return null;
    seen.add(value);
  }
  if (seen.size < 2 || seen.size * repeats > filled) return null;
  return [...seen].sort((a, b) => a - b);
}
