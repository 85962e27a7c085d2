import type { Weights } from '../maths/weights.ts';
import { whatElse } from './otherFiles.ts';
import { isSafetensors, readSafetensors } from './safetensors.ts';
import type { IntegerTensor } from './storedNumbers.ts';
import { readTorchCheckpoint } from './torchCheckpoint.ts';
import { unreadable } from './unreadableWeights.ts';
import { isZip } from './zipDirectory.ts';

/** What a file of weights holds, whichever its format. */
export interface Checkpoint {
  /** As 32-bit floats, under the names the file gives them. Aligned 32-bit floats are views of the file's bytes. */
  weights: Weights;
  /** Whole numbers such as `num_batches_tracked`, which no inference needs. */
  integers: Map<string, IntegerTensor>;
  /** What Lightning noted of the training, as far as a head's meaning hangs on it. */
  hyperParameters?: HyperParameters;
}

export interface HyperParameters {
  /** Column of each of the tree head's answers, in order: `schema.label_cols`. */
  labelColumns?: string[];
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
  if (isSafetensors(bytes)) return readSafetensors(bytes);
  return unreadable(`need weights as safetensors or as torch.save writes them; got ${whatElse(bytes)}`);
}
