import { straightCode, straightDecoder, straightPathSteps } from './straightPath.ts';

/** Things that are encoded, and the pictures that are decoded from them. */
interface CodedPictures {
  /** (n, inputs) row-major */
  inputs: Float32Array;
  /** (n, pixels) row-major; of what encodes pixels, the same array */
  pictures: Float32Array;
}

/**
 * What principal components with as many numbers as a network has latents would do: mean squared error of pictures, drawn by
 * the best linear map from components of what is encoded.
 *
 * @param learnt that components and map are fitted to, 2 · latents or more
 * @param judged whose error is told
 * @param sizes numbers of an input, of a picture, and of a code
 * @yields after pieces of work of some milliseconds
 */
export function* linearErrorSteps(
  learnt: CodedPictures,
  judged: CodedPictures,
  { inputs, pixels, latents }: { inputs: number; pixels: number; latents: number },
): Generator<void, number> {
  const path = yield* straightPathSteps(learnt.inputs, inputs, latents);
  const { decode, mean } = straightDecoder(straightCode(path, learnt.inputs), latents, learnt.pictures);
  const codes = straightCode(path, judged.inputs);
  const made = new Float64Array(pixels);
  let squares = 0;
  for (let i = 0; i < codes.length / latents; i++) {
    made.set(mean);
    for (let d = 0; d < latents; d++) {
      const code = codes[i * latents + d];
      for (let pixel = 0; pixel < pixels; pixel++) made[pixel] += code * decode[d * pixels + pixel];
    }
    for (let pixel = 0; pixel < pixels; pixel++)
      squares += (made[pixel] - judged.pictures[i * pixels + pixel]) ** 2;
    yield;
  }
  return squares / judged.pictures.length;
}
