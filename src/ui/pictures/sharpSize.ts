/**
 * How large an image of few pixels may be drawn so that each of its pixels covers a whole number of the screen's:
 * enlarged so, it stays sharp. Null where the image has more pixels than there is room; it is then shrunk smoothly.
 *
 * @param imagePx the image's longer side
 * @param roomPx CSS pixels there are
 * @param pixelRatio screen pixels to a CSS pixel
 * @returns CSS pixels of the longer side
 */
export function sharpSizePx(imagePx: number, roomPx: number, pixelRatio: number): number | null {
  const multiple = Math.floor((roomPx * pixelRatio) / imagePx);
  return multiple >= 1 ? (multiple * imagePx) / pixelRatio : null;
}

/** True where a drawn image covers a whole number (≥ 2) of screen pixels with each of its own. */
export function isWholeMultiple(imagePx: number, drawnPx: number, pixelRatio: number): boolean {
  const multiple = (drawnPx * pixelRatio) / imagePx;
  return multiple > 1.5 && Math.abs(multiple - Math.round(multiple)) < 0.01; // 0.01: layout rounds to 1/64 px
}
