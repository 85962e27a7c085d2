import type { WeightTensor } from '../maths/weights.ts';
import type { HeadCard } from './decisionTree.ts';

/** Architectures whose files can be read; "own" are those this app trains from nothing. */
type NetworkFamily = 'efficientnet' | 'convnext' | 'resnet' | 'vit' | 'own';

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

/** A network's first filters, each as a small picture. */
export interface FilterPictures {
  count: number;
  sidePx: number;
  /** (count, sidePx, sidePx, 3) row-major, 0–255: 128 is a weight of 0; 1 and 255 are minus and plus the filter's largest magnitude */
  rgb: Uint8Array;
}

/** Outputs of some channels of a stage for one image. */
export interface FeatureMaps {
  stage: string;
  heightPx: number;
  widthPx: number;
  /** Channels the stage has in all. */
  channelCount: number;
  /** (m) the channels shown: those with the largest standard deviation over the image, falling */
  channels: Uint32Array;
  /** (m, heightPx, widthPx) row-major */
  values: Float32Array;
}
