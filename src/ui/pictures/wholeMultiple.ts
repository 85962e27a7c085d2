/** True where a drawn image covers a whole number (≥ 2) of screen pixels with each of its own. */
export function isWholeMultiple(imagePx: number, drawnPx: number, pixelRatio: number): boolean {
  const multiple = (drawnPx * pixelRatio) / imagePx;
  return multiple > 1.5 && Math.abs(multiple - Math.round(multiple)) < 0.01; // 0.01: layout rounds to 1/64 px
}
