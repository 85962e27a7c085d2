import { percentiles } from './singleBand.ts';

const steps = 1000; // as finely as a slider goes: a tenth of a percent
const rounding = 1e-9; // percent: what sums of tenths are off by

/** (1001) the percentiles 0, 0.1, 0.2 … 100 of what is finite: asked for again and again, they need one sorting. @param values (n) */
export function percentileTable(values: ArrayLike<number>): Float64Array {
  const percents = Array.from({ length: steps + 1 }, (_, step) => (100 * step) / steps);
  return Float64Array.from(percentiles(values, percents));
}

/**
 * Percentiles from a table of them; undefined where one lies between its steps.
 *
 * @param table (1001)
 * @param percents (k) 0–100
 * @returns (k)
 */
export function tabledPercentiles(table: Float64Array, percents: readonly number[]): number[] | undefined {
  const places = percents.map(percent => Math.round((percent * steps) / 100));
  const all = places.every((place, i) => Math.abs((100 * place) / steps - percents[i]) < rounding);
  return all ? places.map(place => table[place]) : undefined;
}
