import { cellAt, type MapFrame } from './mapFrame.ts';

/**
 * Galaxies in each cell of a frame.
 *
 * @param positions (n, 2) row-major; NaN where a galaxy has no place
 * @returns (side, side) row-major counts
 */
export function countCells(positions: Float32Array, frame: MapFrame): Float32Array {
  const counts = new Float32Array(frame.side * frame.side);
  for (let i = 0; i < positions.length; i += 2) {
    const cell = cellAt(frame, positions[i], positions[i + 1]);
    if (cell >= 0) counts[cell]++;
  }
  return counts;
}

const passes = 3; // of a box: within 3 % of a Gaussian of the same width (Wells 1986, IEEE PAMI 8, 234)

/**
 * Blurs a square grid by three box filters, whose cost does not depend on their width. Nothing lies outside the grid.
 *
 * @param grid (side, side) row-major
 * @param sigmaCells standard deviation wanted; the nearest that whole boxes give is taken
 * @returns (side, side) a new grid of the same sum, save what left over the edge
 */
export function blurGrid(grid: Float32Array, side: number, sigmaCells: number): Float32Array {
  const radius = boxRadius(sigmaCells);
  if (radius === 0) return grid.slice();
  let from = grid.slice();
  let to = new Float32Array(grid.length);
  for (let pass = 0; pass < passes; pass++) {
    for (const [step, across] of [
      [1, side],
      [side, 1],
    ]) {
      for (let line = 0; line < side; line++)
        blurLine(from, to, { start: line * across, step, side }, radius);
      [from, to] = [to, from];
    }
  }
  return from;
}

/** Cells to either side of a box of which three have the standard deviation: their variance is radius · (radius + 1). */
export function boxRadius(sigmaCells: number): number {
  return Math.max(0, Math.round((Math.sqrt(1 + 4 * sigmaCells * sigmaCells) - 1) / 2));
}

function blurLine(
  from: Float32Array,
  to: Float32Array,
  { start, step, side }: { start: number; step: number; side: number },
  radius: number,
): void {
  const scale = 1 / (2 * radius + 1);
  let sum = 0; // in double precision: rounding does not build up along the line
  for (let i = 0; i < Math.min(radius, side); i++) sum += from[start + i * step];
  for (let i = 0; i < side; i++) {
    if (i + radius < side) sum += from[start + (i + radius) * step];
    if (i - radius - 1 >= 0) sum -= from[start + (i - radius - 1) * step];
    to[start + i * step] = Math.max(0, sum * scale);
  }
}

const narrower = 0.35; // of Silverman's width, which suits one Gaussian heap: maps have many

/**
 * Width of the kernel that suits as many points: Silverman's rule in two dimensions (1986, eq. 4.14), narrowed.
 *
 * @param positions (n, 2) row-major; NaN where a galaxy has no place
 * @returns standard deviation in cells
 */
export function kernelWidth(positions: Float32Array, frame: MapFrame): number {
  let n = 0;
  let sumX = 0;
  let sumY = 0;
  let squares = 0;
  for (let i = 0; i < positions.length; i += 2) {
    const x = positions[i] - frame.minX;
    const y = positions[i + 1] - frame.minY;
    if (Number.isNaN(x + y)) continue;
    n++;
    sumX += x;
    sumY += y;
    squares += x * x + y * y;
  }
  if (n === 0) return 0;
  const variance = (squares - (sumX * sumX + sumY * sumY) / n) / (2 * n); // of one axis, the mean of both
  return (narrower * Math.sqrt(Math.max(0, variance)) * n ** (-1 / 6)) / frame.cell;
}

const full = 0.98; // of the galaxies stand where it is less dense: single peaks do not darken the rest
const lift = 0.45; // power below 1: thin outskirts are seen beside crowds

/**
 * Densities as heights from 0 to 1, as a map shows them: a power of the share of the density that all but 2 % of the
 * galaxies stay below.
 *
 * @param density (side, side) row-major
 * @param counts (side, side) galaxies in each cell
 * @returns (side, side)
 */
export function heightsOf(density: Float32Array, counts: Float32Array): Float32Array {
  const reference = weightedQuantile(density, counts, full);
  const heights = new Float32Array(density.length);
  if (reference > 0) {
    for (let i = 0; i < density.length; i++) heights[i] = Math.min(1, (density[i] / reference) ** lift);
  }
  return heights;
}

/** The lowest value that `share` of the weight lies at or below, to one part in 4,096 of the largest; 0 without weight. */
function weightedQuantile(values: Float32Array, weights: Float32Array, share: number): number {
  let largest = 0;
  for (const value of values) if (value > largest) largest = value;
  if (largest === 0) return 0;
  const sums = new Float64Array(quantileSteps + 1);
  let whole = 0;
  for (let i = 0; i < values.length; i++) {
    if (weights[i] === 0) continue;
    sums[Math.ceil((values[i] / largest) * quantileSteps)] += weights[i];
    whole += weights[i];
  }
  let sum = 0;
  for (let step = 0; step <= quantileSteps; step++) {
    sum += sums[step];
    if (sum >= share * whole) return (step / quantileSteps) * largest;
  }
  return largest;
}

const quantileSteps = 4096;
