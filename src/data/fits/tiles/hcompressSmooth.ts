/** The part of the array that a level of the H-transform uses. */
interface Part {
  height: number;
  width: number;
  /** The array's own row length. */
  columns: number;
}

/**
 * Moves the differences of a level towards the slope of the sums around them, by `most` at the most and never beyond where
 * the image would turn: steps that lossy packing left become slopes. The edges stay. Source: `hsmooth` of the H-transform by
 * White, Postman & Lattanzi 1992.
 *
 * @param a (height, columns), of which `width` are used: sums at even rows and columns, their differences beside them; changed in place
 */
export function smoothCoefficients(a: Float64Array, { height, width, columns }: Part, most: number): void {
  const down = 2 * columns;
  for (let i = 2; i < height - 2; i += 2) {
    for (let j = 0; j < width; j += 2) {
      const at = i * columns + j;
      a[at + columns] += slopeChange(a[at - down], a[at], a[at + down], a[at + columns], most);
    }
  }
  for (let i = 0; i < height; i += 2) {
    for (let j = 2; j < width - 2; j += 2) {
      const at = i * columns + j;
      a[at + 1] += slopeChange(a[at - 2], a[at], a[at + 2], a[at + 1], most);
    }
  }
  for (let i = 2; i < height - 2; i += 2) {
    for (let j = 2; j < width - 2; j += 2) {
      const at = i * columns + j;
      a[at + columns + 1] += twistChange(a, at, columns, most);
    }
  }
}

/** What to add to a difference between two sums, of the sum before, here and behind. */
function slopeChange(before: number, here: number, behind: number, slope: number, most: number): number {
  const [rise, former] = [behind - here, here - before];
  const largest = 4 * Math.max(Math.min(rise, former), 0);
  const least = 4 * Math.min(Math.max(rise, former), 0);
  if (least >= largest) return 0; // a peak or a dip
  const wanted = clamp(behind - before, least, largest);
  return clamp(Math.trunc((wanted - 8 * slope) / 8), -most, most);
}

/** What to add to the difference of differences, from the four sums at the corners. */
function twistChange(a: Float64Array, at: number, columns: number, most: number): number {
  const down = 2 * columns;
  const here = a[at];
  const [x, y] = [2 * a[at + columns], 2 * a[at + 1]];
  const steps = [
    a[at + down + 2] - here,
    here - a[at + down - 2],
    here - a[at - down + 2],
    a[at - down - 2] - here,
  ];
  const slopes = [-x - y, x - y, -x + y, x + y];
  const largest = 16 * Math.min(...steps.map((step, i) => Math.max(step, 0) + slopes[i]));
  const least = 16 * Math.max(...steps.map((step, i) => Math.min(step, 0) + slopes[i]));
  if (least >= largest) return 0;
  const wanted = clamp(
    a[at + down + 2] + a[at - down - 2] - a[at - down + 2] - a[at + down - 2],
    least,
    largest,
  );
  return clamp(Math.trunc((wanted - 64 * a[at + columns + 1]) / 64), -most, most);
}

function clamp(value: number, least: number, largest: number): number {
  return Math.max(Math.min(value, largest), least);
}
