import type { PixelBatch } from '../../src/contracts/ingest.ts';
import type { FeatureMaps, FilterPictures, LinearHead } from '../../src/contracts/network.ts';
import type { KeptAttention } from '../../src/maths/attention/attentionView.ts';
import { trainingDistances } from '../../src/maths/linear/trainingDistance.ts';
import { applyHead } from '../../src/nets/encoders/linearHead.ts';
import { keepAttention } from '../../src/nets/explanation/attentionMaps.ts';
import { featureMapsOf } from '../../src/nets/explanation/featureMaps.ts';
import { filterPictures } from '../../src/nets/explanation/firstFilters.ts';
import { occludedShares } from '../../src/nets/explanation/occlusion.ts';
import { encoderInUse } from './embedding.ts';

/** What the Network room asks of the network in use. */

function headInUse(): LinearHead {
  const { head, card } = encoderInUse();
  if (!head)
    throw new Error(`need weights with a head that answers questions; got ${card.name}, which has none`);
  return head;
}

/** Answers of the head in use: (n, dimension) row-major → (n, answers) row-major. @throws Error where it has no head */
export function answers(vectors: Float32Array): Float32Array {
  return applyHead(headInUse(), vectors);
}

/** Distances from the training galaxies, in limits: (n, dimension) row-major → (n). @throws Error where none are known */
export function distances(vectors: Float32Array): Float32Array {
  const { spread, card } = encoderInUse();
  if (!spread || !card.familiar) {
    throw new Error(`need weights that tell what they were trained on; got ${card.name}, which do not`);
  }
  const { limit } = card.familiar;
  return trainingDistances(spread, vectors).map(distance => distance / limit);
}

/** Names of the stages of the network in use, bottom to top. */
export function stages(): string[] {
  return [...encoderInUse().encoder.stages];
}

/** Pictures of the first filters of the network in use. */
export function firstFilters(): FilterPictures {
  const { encoder, weights } = encoderInUse();
  return filterPictures(weights, encoder.firstLayer);
}

/** At most `most` channels of a stage for one image, a batch of one. */
export function featureMaps(image: PixelBatch, stage: string, most: number): Promise<FeatureMaps> {
  return featureMapsOf(encoderInUse().encoder, image.pixels, image.sidePx, stage, most);
}

/** How all tokens attend to each other in an image; null for a network that is no transformer. See contracts/tensor.ts. */
export async function attention({ pixels, sidePx }: PixelBatch): Promise<KeptAttention | null> {
  const { encoder } = encoderInUse();
  return encoder.attention ? keepAttention(encoder, pixels, sidePx) : null;
}

/** Expected share of an answer with each of the squares, (m, 3) row-major, covered: (m). See contracts/tensor.ts. */
export function occluded(image: PixelBatch, answer: number, squares: Int16Array): Promise<Float32Array> {
  return occludedShares(encoderInUse().encoder, headInUse(), image, answer, squares);
}
