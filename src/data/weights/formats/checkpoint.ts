import { whatElse } from '../../bytes/otherFiles.ts';
import { unreadable } from '../unreadableWeights.ts';
import { cardKey, type FinetunedCard, parseFinetunedCard } from './finetunedCard.ts';
import { isSafetensors, readSafetensors, readSafetensorsMetadata } from './safetensors.ts';
import type { StoredTensors } from './storedNumbers.ts';
import { type HyperParameters, readTorchCheckpoint } from './torchCheckpoint.ts';
import { isZip } from './zipDirectory.ts';

/** Contents of a file of weights, whatever its format, under the names in the file. */
export interface Checkpoint extends StoredTensors {
  /** Present where a Lightning checkpoint names its head's answers. */
  hyperParameters?: HyperParameters;
  /** Present where this app has fine-tuned and exported the network. */
  finetuned?: FinetunedCard;
  /** Whole sentences on what was left out of the file. */
  notes?: string[];
}

/**
 * Reads a file of published weights: safetensors, a PyTorch state dict, or a Lightning checkpoint, told apart by their
 * first bytes. Nothing in it is executed.
 *
 * @param bytes the whole file
 * @throws UnreadableWeightsError for anything else
 */
export function readCheckpoint(bytes: Uint8Array): Checkpoint {
  if (isZip(bytes)) return readTorchCheckpoint(bytes);
  if (isSafetensors(bytes)) {
    const tensors = readSafetensors(bytes);
    const card = readSafetensorsMetadata(bytes).get(cardKey);
    return card === undefined ? tensors : { ...tensors, finetuned: parseFinetunedCard(card) };
  }
  return unreadable(`need weights as safetensors or as torch.save writes them; got ${whatElse(bytes)}`);
}
