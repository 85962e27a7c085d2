import { resizeBox } from '../../src/maths/images/resize.ts';

/**
 * Pictures, grey ones as three equal colours, of another side, as networks take images.
 *
 * @param pictures (m, sidePx² · colours) 0–255
 * @returns (m, outPx, outPx, 3) 0–255
 * @yields after each picture
 */
export function* inColours(
  pictures: Uint8Array,
  { sidePx, colours = 1 }: { sidePx: number; colours?: 1 | 3 },
  outPx: number,
): Generator<void, Uint8Array<ArrayBuffer>> {
  const pixels = sidePx ** 2;
  const count = pictures.length / (pixels * colours);
  const made = new Uint8Array(count * outPx ** 2 * 3);
  const box = { left: 0, top: 0, width: sidePx, height: sidePx };
  const one = new Uint8ClampedArray(pixels * 3);
  for (let i = 0; i < count; i++) {
    for (let at = 0; at < one.length; at++)
      one[at] = pictures[colours === 3 ? i * one.length + at : i * pixels + Math.floor(at / 3)];
    const image = { widthPx: sidePx, heightPx: sidePx, channels: 3 as const, pixels: one };
    resizeBox(image, box, outPx, made.subarray(i * outPx ** 2 * 3, (i + 1) * outPx ** 2 * 3));
    yield;
  }
  return made;
}
