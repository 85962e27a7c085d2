import { createRandom } from '../statistics/random.ts';
import { sizeOf, type Weights } from '../weights.ts';

/** What a clustering network is made of. */
export interface ClusterShape {
  /** Numbers of what is encoded: those of a picture, or the components of a representation. */
  inputs: number;
  /** Whether the input is a picture, (sidePx, sidePx) row-major, and is encoded by convolutions too. */
  encodesPixels: boolean;
  /** Side of the pictures that are decoded; a multiple of 16. */
  sidePx: number;
  /** 3: pictures of red, green and blue, (sidePx, sidePx, 3); absent or 1: grey ones. */
  colours?: 1 | 3;
  /** Numbers that a galaxy becomes. AstroVaDEr's: 20 */
  latents: number;
  /** Clusters. AstroVaDEr's: 12 */
  components: number;
}

const encoderWidths = [24, 32, 48, 64]; // the side halves with each
const decoderWidths = [64, 64, 32, 16]; // the side doubles before each but the first, and once more at the end
const hiddenWidth = 128; // of a representation's two layers

/** A tensor by its name, filters (height, width, in, out) and matrices (in, out). */
interface ClusterTensor {
  name: string;
  shape: number[];
  /** Whether training changes it. */
  learns: boolean;
}

/** Numbers of a picture. */
export function pictureNumbers({ sidePx, colours = 1 }: Pick<ClusterShape, 'sidePx' | 'colours'>): number {
  return sidePx * sidePx * colours;
}

/**
 * All tensors of a network, in the order they are stored.
 *
 * Beside the deep path is a straight one: principal components in, and their picture out. It is what a linear VAE would learn
 * (Lucas et al. 2019, "Don't blame the ELBO!"), set from the data before training; the deep path adds what is not linear.
 *
 * @throws RangeError where the side is no multiple of 16, or there are more latents than inputs
 */
export function clusterLayout({
  inputs,
  encodesPixels,
  sidePx,
  colours = 1,
  latents,
  components,
}: ClusterShape): ClusterTensor[] {
  if (!(sidePx >= 16 && sidePx % 16 === 0 && latents >= 1 && latents <= inputs && components >= 1)) {
    throw new RangeError(
      `need a side of 16, 32 … px, 1 ≤ latents ≤ inputs and a component; got side ${sidePx}, latents ${latents}, inputs ${inputs}, components ${components}`,
    );
  }
  const pixels = pictureNumbers({ sidePx, colours });
  if (encodesPixels && inputs !== pixels) {
    throw new RangeError(`need ${sidePx} × ${sidePx} × ${colours} numbers as inputs; got ${inputs}`);
  }
  const fixed = (name: string, ...shape: number[]) => ({ name, shape, learns: false });
  const learnt = (name: string, ...shape: number[]) => ({ name, shape, learns: true });
  const layer = (name: string, ...shape: number[]) => [
    learnt(`${name}.weight`, ...shape),
    learnt(`${name}.bias`, shape[shape.length - 1]),
  ];
  const base = sidePx / 16;
  const ends = base * base * encoderWidths[3];
  const encoder = encodesPixels
    ? [
        ...encoderWidths.flatMap((width, i) =>
          layer(
            `encoder.${i}`,
            i === 0 ? 5 : 3,
            i === 0 ? 5 : 3,
            i === 0 ? colours : encoderWidths[i - 1],
            width,
          ),
        ),
        ...layer('encoder.out', ends, 2 * latents),
      ]
    : [
        ...layer('encoder.0', inputs, hiddenWidth),
        ...layer('encoder.1', hiddenWidth, hiddenWidth),
        ...layer('encoder.out', hiddenWidth, 2 * latents),
      ];
  const features = encodesPixels
    ? []
    : [
        fixed('straight.features', latents, inputs),
        ...layer('features.0', latents, hiddenWidth),
        ...layer('features.out', hiddenWidth, inputs),
      ];
  return [
    fixed('straight.mean', inputs),
    fixed('straight.in', inputs, latents),
    fixed('straight.logVariance', latents),
    fixed('straight.out', latents, pixels),
    fixed('straight.picture', pixels),
    ...encoder,
    ...features,
    ...layer('decoder.0', latents, base * base * decoderWidths[0]),
    ...[1, 2, 3].flatMap(i => layer(`decoder.${i}`, 3, 3, decoderWidths[i - 1], decoderWidths[i])),
    ...layer('decoder.out', 3, 3, decoderWidths[3], 4 * colours),
    learnt('mixture.logits', components),
    learnt('mixture.means', components, latents),
    learnt('mixture.logVariances', components, latents),
  ];
}

/**
 * Fresh weights: those of He et al. 2015 for a leaky ReLU, zeros for the last layers of the deep path, so that training begins
 * at the straight one, and zeros for the straight path and the mixture, which are set from data.
 *
 * @param seed the same seed gives the same weights
 */
export function freshClusterWeights(shape: ClusterShape, seed: number): Weights {
  const random = createRandom(seed);
  const weights: Weights = new Map();
  for (const { name, shape: sides, learns } of clusterLayout(shape)) {
    const values = new Float32Array(sizeOf(sides));
    const begins = learns && name.endsWith('.weight') && !name.includes('out.');
    if (begins) {
      const inputs = values.length / sides[sides.length - 1];
      const deviation = Math.sqrt(2 / (1 + leak ** 2) / inputs);
      for (let i = 0; i < values.length; i++) values[i] = deviation * random.normal();
    }
    weights.set(name, { shape: sides, values });
  }
  return weights;
}

/** Slope below 0 of every leaky ReLU: AstroVaDEr's. */
export const leak = 0.1;
