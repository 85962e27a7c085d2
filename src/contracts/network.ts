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

/** What one token of a transformer attends to, for one image. */
export interface AttentionView {
  /** Patches the image is divided into. */
  rows: number;
  columns: number;
  layers: number;
  heads: number;
  /** True for a Linformer: a token may take less than nothing of another. */
  signed: boolean;
  /** The patch that attends, row-major; null for the class token, of which the representation is made. */
  patch: number | null;
  /** (layers, heads, patches) row-major: what it takes of the values of each patch; what it takes of the class token is left out */
  weights: Float32Array;
  /** (patches) over all layers (attention rollout); null where weights are signed, which are no shares */
  rollout: Float32Array | null;
  /** (layers, heads) mean attention distance of all patches, in patches */
  distances: Float32Array;
  /** (patches, 3) principal components of the last block's patches as red, green and blue, 0–255 */
  componentColours: Uint8Array;
  /** (3) share of the variance between patches that each component holds, 0–1 */
  explained: number[];
}
