/**
 * Median of each colour along the image's edge: the colour of its sky.
 *
 * @param pixels (sidePx, sidePx, 3) row-major RGB, 0–255
 * @returns (3)
 */
export function borderColour(pixels: Uint8Array, sidePx: number): Uint8Array {
  const last = sidePx - 1;
  const edge: number[] = [];
  for (let i = 0; i < sidePx; i++) edge.push(i, last * sidePx + i, i * sidePx, i * sidePx + last);
  return Uint8Array.from([0, 1, 2], c => {
    const values = Uint8Array.from(edge, at => pixels[3 * at + c]).sort();
    return values[values.length >> 1];
  });
}
