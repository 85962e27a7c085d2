import type { PlacedPoints } from './placedPoints.ts';

/**
 * Galaxies inside a closed line, by the even–odd rule: where it crosses itself, the twice enclosed is outside.
 *
 * @param corners world positions of the line, which is closed from the last to the first
 * @returns (m) catalogue rows, ascending
 */
export function rowsInside(
  { rows, positions }: Pick<PlacedPoints, 'rows' | 'positions'>,
  corners: readonly (readonly [x: number, y: number])[],
): Uint32Array {
  const inside: number[] = [];
  for (let i = 0; i < rows.length; i++) {
    const [x, y] = [positions[2 * i], positions[2 * i + 1]];
    let within = false;
    let [fromX, fromY] = corners[corners.length - 1] ?? [0, 0];
    for (const [toX, toY] of corners) {
      const crosses = fromY > y !== toY > y && x < fromX + ((toX - fromX) * (y - fromY)) / (toY - fromY);
      if (crosses) within = !within;
      [fromX, fromY] = [toX, toY];
    }
    if (within) inside.push(rows[i]);
  }
  return Uint32Array.from(inside).sort();
}
