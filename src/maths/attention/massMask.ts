/**
 * The fewest patches that together hold a share of all attention, as DINO shows its maps (Caron et al. 2021: 60 %); of equal patches
 * the first come first.
 *
 * @param weights (patches), none below 0
 * @param share (0, 1]
 * @returns (patches) 1 inside; empty of ones where all weights are 0
 */
export function massMask(weights: ArrayLike<number>, share: number): Uint8Array {
  const order = Array.from(weights, (_, i) => i).sort((a, b) => weights[b] - weights[a] || a - b);
  const total = order.reduce((sum, i) => sum + weights[i], 0);
  const inside = new Uint8Array(order.length);
  let held = 0;
  for (const i of order) {
    if (held >= share * total) break;
    inside[i] = 1;
    held += weights[i];
  }
  return inside;
}

/**
 * The border of such patches as an SVG path, in patches: every edge between one inside and one outside, or the image's end.
 *
 * @param inside (rows, columns) row-major
 */
export function maskOutline(inside: Uint8Array, rows: number, columns: number): string {
  const at = (y: number, x: number) =>
    y >= 0 && y < rows && x >= 0 && x < columns ? inside[y * columns + x] : 0;
  const edges: string[] = [];
  for (let y = 0; y <= rows; y++) {
    for (let x = 0; x <= columns; x++) {
      if (at(y, x) !== at(y - 1, x)) edges.push(`M${x} ${y}h1`);
      if (at(y, x) !== at(y, x - 1)) edges.push(`M${x} ${y}v1`);
    }
  }
  return edges.join('');
}
