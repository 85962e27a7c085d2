import { loadNodeEncoder } from '../../bake/nodeEncoder.ts';
import { finishedSteps } from '../../src/maths/finishedSteps.ts';
import { embedPixels } from '../../src/nets/encoders/embedder.ts';
import { inColours } from '../../workers/clusters/inColours.ts';

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
  for (let first = 0; first < count; first += together) {
    const some = pictures.subarray(first * pixels, (first + together) * pixels);
    const bytes = Uint8Array.from(new Uint8ClampedArray(some.map(value => 255 * value)));
    const batch = finishedSteps(inColours(bytes, { sidePx }, side));
    made.set(await embedPixels(encoder, batch, side), first * encoder.dimension);
  }
  encoder.dispose();
  return made;
}
