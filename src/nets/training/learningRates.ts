import type { TrainingDepth } from '../../maths/statistics/trainingSettings.ts';

/** EfficientNet's blocks as Zoobot counts them, bottom to top; conv_head and bn2 belong to none of them. */
const efficientNetBlocks = [
  'conv_stem',
  'bn1',
  ...Array.from({ length: 7 }, (_, i) => `blocks.${i}`),
] as const;

/** Which parts learn, and how fast. */
interface RateOptions {
  depth: TrainingDepth;
  /** Of the head and of the top block. */
  learningRate: number;
  /** The i-th block from the top learns at learningRate · decay^i. */
  decay: number;
  /** Whether scale and shift of the batch norms learn too. Zoobot freezes them. */
  norms: boolean;
}

/** Which of the blocks a tensor is part of; −1 where it stands behind the last. Tokens belong to the patches that they join. */
function blockOf(key: string, blocks: readonly string[]): number {
  if (key === 'cls_token' || key === 'pos_embed') return blocks.indexOf('patch_embed');
  return blocks.findIndex(name => key.startsWith(`${name}.`));
}

/**
 * The learning rates of an encoder's parameters; frozen parameters have none. With a number of
 * blocks this is Zoobot's finetune.py, where the layer above the blocks (conv_head, bn2) is in no group and stays frozen;
 * with "all" it learns at the head's rate.
 *
 * @param keys timm's, of the encoder's parameters
 * @param blocks names that its blocks' keys begin with, bottom to top. Default: EfficientNet's
 * @returns learning rate by key
 * @throws RangeError for a depth that is not a number of blocks
 */
export function learningRates(
  keys: Iterable<string>,
  { depth, learningRate, decay, norms }: RateOptions,
  blocks: readonly string[] = efficientNetBlocks,
): Map<string, number> {
  const thawed = depth === 'head' ? 0 : depth === 'all' ? blocks.length : depth;
  if (!Number.isInteger(thawed) || thawed < 0 || thawed > blocks.length) {
    throw new RangeError(`need a depth of 0 to ${blocks.length} blocks; got ${depth}`);
  }
  const rates = new Map<string, number>();
  for (const key of keys) {
    if (!norms && isNorm(key)) continue;
    const block = blockOf(key, blocks);
    const fromTop = block < 0 ? 0 : blocks.length - 1 - block;
    if (block < 0 ? depth === 'all' : fromTop < thawed) rates.set(key, learningRate * decay ** fromTop);
  }
  return rates;
}

function isNorm(key: string): boolean {
  return /(^|\.)bn\d\./.test(key);
}

/**
 * The lowest of an encoder's stages in which something learns: what lies below can be computed once and kept.
 *
 * @param stages as {@link TrainableEncoder.stages}
 * @returns stages.length where nothing learns
 */
export function lowestLearningStage(stages: readonly string[], learning: Iterable<string>): number {
  const first = [...learning].map(key => {
    if (key.startsWith('bn1.')) return 0; // the stem's norm is part of its stage
    if (key.startsWith('bn2.')) return stages.indexOf('conv_head');
    const stage = blockOf(key, stages);
    return stage < 0 ? stages.length : stage;
  });
  return first.reduce((lowest, stage) => Math.min(lowest, stage), stages.length);
}
