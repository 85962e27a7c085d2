import type { SelfCard, SelfRequest } from '../../../contracts/training/selfsupervision.ts';
import type { Weights } from '../../../maths/weights.ts';
import { cardKey, type FinetunedCard } from '../formats/finetunedCard.ts';
import { headerEnd } from '../formats/safetensors.ts';
import { openSeal, seal, sealKey } from '../formats/safetensorsSeal.ts';
import { writeSafetensors } from '../formats/safetensorsWriter.ts';

/** What the file tells beside its tensors. */
interface SelfFile extends Pick<FinetunedCard, 'architecture' | 'network' | 'structure' | 'view' | 'parent'> {
  card: SelfCard;
  request: Pick<SelfRequest, 'start' | 'settings' | 'seed'>;
}

/** Names as the card writes them. */
const methodTitles = { byol: 'BYOL', vicreg: 'VICReg', dino: 'DINO' } as const;

/**
 * A network that has learnt without labels as one file: the encoder under timm's keys, the card as JSON in the header's
 * metadata, sealed with a checksum of every byte. It has no head: the file loads here as an encoder, and in Python with
 * safetensors and timm.
 *
 * @param encoder exactly the tensors of the network, each of its own shape
 * @returns the file's bytes
 */
export function writeSelfSupervised(
  encoder: Weights,
  { card, request, ...network }: SelfFile,
): Uint8Array<ArrayBuffer> {
  const { settings, seed, start } = request;
  const own: FinetunedCard = {
    ...network,
    title: card.title,
    split: { train: card.galaxies, validation: 0, test: 0, seed },
    figures: card.figures,
    recipe: {
      depth: start.kind === 'top' ? start.blocks : 'all',
      ...{ learningRate: settings.learningRate, weightDecay: settings.weightDecay },
      ...{
        decay: 1,
        dropout: 0,
        batchSize: settings.batchSize,
        maxEpochs: settings.epochs,
        patience: settings.epochs,
      },
      ...{ balancedBatches: false, norms: true, seed },
    },
    unlabelled: { method: methodTitles[settings.method], epochs: settings.epochs, galaxies: card.galaxies },
  };
  const metadata = { format: 'pt', [cardKey]: JSON.stringify({ ...own, sealed: true }), [sealKey]: openSeal };
  const file = writeSafetensors(encoder, metadata, 'F32');
  seal(file, headerEnd(file));
  return file;
}
