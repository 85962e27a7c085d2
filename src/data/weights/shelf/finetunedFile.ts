import type { LearntTensors } from '../../../contracts/finetune.ts';
import type { Weights } from '../../../maths/weights.ts';
import { cardKey, type FinetunedCard } from '../formats/finetunedCard.ts';
import { identifyNetwork } from '../formats/identifyNetwork.ts';
import { headerEnd } from '../formats/safetensors.ts';
import { openSeal, seal, sealKey } from '../formats/safetensorsSeal.ts';
import { type SafetensorsFormat, writeSafetensors } from '../formats/safetensorsWriter.ts';

const [headWeight, headBias] = ['head.linear.weight', 'head.linear.bias'];

/**
 * A fine-tuned network as one file: the encoder under timm's keys, the head under Zoobot's, the card as JSON in the header's
 * metadata, sealed with a checksum of every byte. It loads here as any local file does, and in Python with safetensors and timm.
 *
 * @param encoder what the training began from; a head in it is left out, and learnt tensors replace its own
 * @param learnt the head, weights (outputs, dimension) and biases (outputs), and whatever of the encoder was thawed
 * @throws UnreadableWeightsError where the encoder is not a known one; RangeError where what was learnt does not fit it
 */
export function writeFinetuned(
  encoder: Weights,
  learnt: LearntTensors,
  card: FinetunedCard,
  format: SafetensorsFormat = 'F32',
): Uint8Array<ArrayBuffer> {
  const { network, weights } = identifyNetwork(encoder, card.parent.title, { structure: card.structure });
  const bias = learnt.get(headBias);
  const weight = learnt.get(headWeight);
  if (!bias || weight?.length !== bias.length * network.dimension) {
    throw new RangeError(
      `need a head of ${network.dimension} inputs with a bias for each output; got ${weight?.length ?? 'no'} weights and ${bias?.length ?? 'no'} biases`,
    );
  }
  const tensors: Weights = new Map(weights);
  for (const [key, values] of learnt) {
    if (key === headWeight || key === headBias) continue;
    const shape = weights.get(key)?.shape;
    if (!shape) throw new RangeError(`need a tensor of ${network.architecture}; got the learnt ${key}`);
    tensors.set(key, { shape, values });
  }
  tensors.set(headWeight, { shape: [bias.length, network.dimension], values: weight });
  tensors.set(headBias, { shape: [bias.length], values: bias });
  const metadata = {
    format: 'pt',
    [cardKey]: JSON.stringify({ ...card, sealed: true }),
    [sealKey]: openSeal,
  };
  const file = writeSafetensors(tensors, metadata, format);
  seal(file, headerEnd(file));
  return file;
}
