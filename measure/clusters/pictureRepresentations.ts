import { loadNodeEncoder } from '../../bake/nodeEncoder.ts';
import { resizeBox } from '../../src/maths/images/resize.ts';
import { embedPixels } from '../../src/nets/encoders/embedder.ts';

const together = 64;

/**
 * What the galaxy weights make of grey pictures, drawn or real, shown to them alike: clipped to 0–1, as three equal colours,
 * enlarged to the network's side.
 *
 * @param pictures (n, sidePx²) row-major
 * @returns (n, dimension) row-major
 */
export async function pictureRepresentations(pictures: Float32Array, sidePx: number): Promise<Float32Array> {
  const { encoder, manifest } = await loadNodeEncoder('galaxy');
  const side = manifest.view.sidePx;
  const pixels = sidePx * sidePx;
  const count = pictures.length / pixels;
  const made = new Float32Array(count * encoder.dimension);
  const box = { left: 0, top: 0, width: sidePx, height: sidePx };
  for (let first = 0; first < count; first += together) {
    const some = Math.min(together, count - first);
    const batch = new Uint8Array(some * side * side * 3);
    for (let i = 0; i < some; i++) {
      const colours = new Uint8ClampedArray(pixels * 3);
      for (let pixel = 0; pixel < pixels; pixel++) {
        colours.fill(255 * pictures[(first + i) * pixels + pixel], 3 * pixel, 3 * pixel + 3);
      }
      const image = { widthPx: sidePx, heightPx: sidePx, channels: 3 as const, pixels: colours };
      resizeBox(image, box, side, batch.subarray(i * side * side * 3, (i + 1) * side * side * 3));
    }
    made.set(await embedPixels(encoder, batch, side), first * encoder.dimension);
  }
  encoder.dispose();
  return made;
}
