/** World coordinate of an axis' ends: as wide as other maps, so that a camera fits both. */
const reach = 10;

/** Values along one axis of a map. */
export interface Axis {
  /** (n) world coordinates from −10 to 10; NaN where there is no value. */
  places: Float32Array;
  /** The value at a world coordinate, which may lie beyond the ends where the axis goes by values. */
  valueAt(place: number): number;
  /** World coordinate of a value. */
  placeOf(value: number): number;
}

/** An axis along which equal steps are equal differences; where all values are equal they stand in the middle. */
export function axisOfValues(values: ArrayLike<number>): Axis {
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) continue;
    low = Math.min(low, values[i]);
    high = Math.max(high, values[i]);
  }
  const middle = low <= high ? low / 2 + high / 2 : 0;
  const half = high > low ? high / 2 - low / 2 : 1;
  const placeOf = (value: number) =>
    Number.isFinite(value) ? reach * ((value - middle) / half) : Number.NaN;
  return {
    places: Float32Array.from({ length: values.length }, (_, i) => placeOf(values[i])),
    valueAt: place => middle + (place / reach) * half,
    placeOf,
  };
}

/** An axis along which galaxies stand evenly in the order of their values; equal values share their middle rank. */
export function axisOfRanks(values: ArrayLike<number>): Axis {
  const sorted = Float64Array.from(values).filter(Number.isFinite).sort();
  const last = sorted.length - 1;
  /** Sorted values below one, and not above it. */
  function countUntil(value: number, orEqual: boolean): number {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (orEqual ? sorted[middle] <= value : sorted[middle] < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
  function placeOf(value: number): number {
    if (!Number.isFinite(value)) return Number.NaN;
    if (last < 1) return 0;
    const rank = (countUntil(value, false) + countUntil(value, true) - 1) / 2;
    return reach * ((2 * Math.min(last, Math.max(0, rank))) / last - 1);
  }
  return {
    places: Float32Array.from({ length: values.length }, (_, i) => placeOf(values[i])),
    valueAt(place) {
      const at = Math.min(1, Math.max(0, (place / reach + 1) / 2)) * Math.max(0, last);
      return sorted[Math.round(at)] ?? Number.NaN;
    },
    placeOf,
  };
}

/** (n, 2) row-major positions from two axes; NaN where either has no value. @throws RangeError on unequal lengths */
export function positionsOnAxes(x: Axis, y: Axis): Float32Array {
  const n = x.places.length;
  if (y.places.length !== n) throw new RangeError(`need two axes of ${n} values; got ${y.places.length}`);
  const positions = new Float32Array(2 * n);
  for (let i = 0; i < n; i++) {
    const missing = Number.isNaN(x.places[i] + y.places[i]);
    positions[2 * i] = missing ? Number.NaN : x.places[i];
    positions[2 * i + 1] = missing ? Number.NaN : y.places[i];
  }
  return positions;
}
