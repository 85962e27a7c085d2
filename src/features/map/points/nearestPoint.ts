/**
 * The point nearest to (x, y).
 *
 * @param positions (m, 2) row-major
 * @param reach largest distance that counts, in the units of the positions
 * @param counts false for points to pass over, by index. Default: none
 * @returns its index, the lowest among equals; −1 where none is within reach
 */
export function nearestPoint(
  positions: Float32Array,
  x: number,
  y: number,
  reach: number,
  counts: (i: number) => boolean = () => true,
): number {
  let best = -1;
  let bestSquared = reach * reach;
  for (let i = 0; i < positions.length / 2; i++) {
    const dx = positions[2 * i] - x;
    const dy = positions[2 * i + 1] - y;
    const squared = dx * dx + dy * dy;
    if ((squared < bestSquared || (best < 0 && squared === bestSquared)) && counts(i)) {
      best = i;
      bestSquared = squared;
    }
  }
  return best;
}

/** Where an arrow key leads on the map. */
export type Direction = 'left' | 'right' | 'up' | 'down';

const headings: Record<Direction, [number, number]> = {
  left: [-1, 0],
  right: [1, 0],
  up: [0, 1],
  down: [0, -1],
};

/**
 * The nearest point that lies in a direction: within 45° of it to either side, so that every point lies in one.
 *
 * @param positions (m, 2) row-major, y up
 * @param counts false for points to pass over, by index. Default: none
 * @returns its index, the lowest among equals; −1 where none lies that way
 */
export function nearestInDirection(
  positions: Float32Array,
  x: number,
  y: number,
  direction: Direction,
  counts: (i: number) => boolean = () => true,
): number {
  const [hx, hy] = headings[direction];
  let best = -1;
  let bestSquared = Infinity;
  for (let i = 0; i < positions.length / 2; i++) {
    const dx = positions[2 * i] - x;
    const dy = positions[2 * i + 1] - y;
    const along = dx * hx + dy * hy;
    const across = Math.abs(dx * hy - dy * hx);
    if (along <= 0 || across > along) continue; // behind, or nearer to another heading
    const squared = dx * dx + dy * dy;
    if (squared < bestSquared && counts(i)) {
      best = i;
      bestSquared = squared;
    }
  }
  return best;
}
