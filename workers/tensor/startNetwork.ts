import type { EncoderCard } from '../../src/contracts/tensor.ts';
import type { NetworkFacts } from '../../src/data/weights/formats/weightsManifest.ts';
import type { Architecture } from '../../src/maths/architectures/architecture.ts';
import type { Weights } from '../../src/maths/weights.ts';

/** The network that a training starts from. */
export interface StartNetwork {
  card: EncoderCard;
  weights: Weights;
  /** What an EfficientNet's tensors do not tell; absent for other networks, which cannot be trained from images. */
  network?: NetworkFacts;
  /** Present for a network of this app's own, which learns as a whole. */
  architecture?: Architecture;
}
