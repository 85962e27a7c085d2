import type { WeightTensor } from '../maths/weights.ts';
import type { HeadCard } from './decisionTree.ts';

export type NetworkFamily = 'efficientnet' | 'convnext' | 'resnet' | 'vit';

/** What a file of weights turned out to hold, read from its tensors' names and shapes alone. */
export interface NetworkDescription {
  family: NetworkFamily;
  /** timm's name: "convnext_nano". */
  architecture: string;
  /** 1 for the greyscale encoders. */
  inputChannels: 1 | 3;
  /** Length of a representation. */
  dimension: number;
}

/** A head of one linear layer on the representation. */
export interface LinearHead {
  /** (outputs, dimension) */
  weight: WeightTensor;
  /** (outputs) */
  bias: WeightTensor;
  card: HeadCard;
}
