import type { HeadCard } from '../../contracts/decisionTree.ts';
import type { LinearHead } from '../../contracts/network.ts';
import { borderColour } from '../../maths/images/borderColour.ts';
import { embedPixels } from '../encoders/embedder.ts';
import type { Encoder } from '../encoders/encoder.ts';
import { applyHead } from '../encoders/linearHead.ts';

/**
 * The expected share of one answer with a square of the image covered, for each square (Zeiler & Fergus 2014, §4.2).
 * Squares get the colour of the sky, the median of the image's border: a grey square would itself look like an object.
 *
 * @param image pixels (1, sidePx, sidePx, 3) row-major RGB, 0–255
 * @param answer index among the head's outputs
 * @param squares (m, 3) row-major: left, top, side in pixels; what lies outside the image is cut off, a side of 0
 *   covers nothing
 * @returns (m)
 */
export async function occludedShares(
  encoder: Encoder,
  head: LinearHead,
  { pixels, sidePx }: { pixels: Uint8Array; sidePx: number },
  answer: number,
  squares: Int16Array,
): Promise<Float32Array> {
  const outputs = head.bias.values.length;
  if (!(answer >= 0 && answer < outputs)) throw new RangeError(`need 0 ≤ answer < ${outputs}; got ${answer}`);
  const m = squares.length / 3;
  const sky = borderColour(pixels, sidePx);
  const images = new Uint8Array(m * pixels.length);
  for (let i = 0; i < m; i++) {
    const image = images.subarray(i * pixels.length, (i + 1) * pixels.length);
    image.set(pixels);
    const [left, top, side] = squares.subarray(3 * i, 3 * i + 3);
    for (let y = Math.max(0, top); y < Math.min(sidePx, top + side); y++) {
      for (let x = Math.max(0, left); x < Math.min(sidePx, left + side); x++) {
        image.set(sky, 3 * (y * sidePx + x));
      }
    }
  }
  const answers = applyHead(head, await embedPixels(encoder, images, sidePx));
  return Float32Array.from({ length: m }, (_, i) =>
    shareOf(head.card, answers.subarray(i * outputs, (i + 1) * outputs), answer),
  );
}

/**
 * Expected share of an answer among the volunteers who are asked its question, or the probability of a class, 0–1.
 *
 * @param answers (outputs) of the head for one galaxy: concentrations or probabilities
 * @param answer index among the outputs
 */
export function shareOf(card: HeadCard, answers: ArrayLike<number>, answer: number): number {
  if (card.kind === 'classes') return answers[answer];
  const question = card.questions.find(q => answer >= q.start && answer < q.start + q.answers.length);
  if (!question) throw new RangeError(`need an answer of the tree; got ${answer}`);
  let sum = 0;
  for (let i = question.start; i < question.start + question.answers.length; i++) sum += answers[i];
  return answers[answer] / sum;
}
