const sidePx = 32; // enough to see whether anything is there
const ripple = 6; // levels that JPEG leaves in a plain picture, and noise of a shallow survey exceeds

/** True for a picture of one colour, which services send of places outside a survey. Needs a browser's canvas. */
export async function isBlankPicture(bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const bitmap = await createImageBitmap(new Blob([bytes]));
  const context = new OffscreenCanvas(sidePx, sidePx).getContext('2d');
  if (!context) return false;
  context.imageSmoothingEnabled = false; // the pixels themselves: means would hide a faint galaxy
  context.drawImage(bitmap, 0, 0, sidePx, sidePx);
  bitmap.close();
  return isPlain(context.getImageData(0, 0, sidePx, sidePx).data);
}

/** True where no channel spans more than a ripple. @param rgba four bytes a pixel */
export function isPlain(rgba: ArrayLike<number>): boolean {
  for (const channel of [0, 1, 2]) {
    let [least, most] = [255, 0];
    for (let i = channel; i < rgba.length; i += 4) {
      least = Math.min(least, rgba[i]);
      most = Math.max(most, rgba[i]);
    }
    if (most - least > ripple) return false;
  }
  return true;
}
