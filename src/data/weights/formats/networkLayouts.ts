/** Every tensor of a network by timm's name, with its shape; without those that inference does not use (`num_batches_tracked`). */
export type Layout = Map<string, number[]>;

/** What tells one ConvNeXt from another. */
export interface ConvNextShape {
  depths: readonly number[];
  widths: readonly number[];
  /** The block's two linear layers are stored as 1×1 convolutions. */
  convolutionalMlp: boolean;
}

/** ConvNeXt (Liu et al. 2022), without a classifier. */
export function convNextLayout(shape: ConvNextShape, inputChannels: number): Layout {
  const { depths, widths, convolutionalMlp } = shape;
  const layout: Layout = new Map();
  const kernel = convolutionalMlp ? [1, 1] : [];
  addAffine(layout, 'stem.0', [widths[0], inputChannels, 4, 4]);
  addAffine(layout, 'stem.1', [widths[0]]);
  for (const [s, width] of widths.entries()) {
    if (s > 0) {
      addAffine(layout, `stages.${s}.downsample.0`, [widths[s - 1]]);
      addAffine(layout, `stages.${s}.downsample.1`, [width, widths[s - 1], 2, 2]);
    }
    for (let b = 0; b < depths[s]; b++) {
      const block = `stages.${s}.blocks.${b}`;
      layout.set(`${block}.gamma`, [width]);
      addAffine(layout, `${block}.conv_dw`, [width, 1, 7, 7]);
      addAffine(layout, `${block}.norm`, [width]);
      addAffine(layout, `${block}.mlp.fc1`, [4 * width, width, ...kernel]);
      addAffine(layout, `${block}.mlp.fc2`, [width, 4 * width, ...kernel]);
    }
  }
  addAffine(layout, 'head.norm', [widths[3]]);
  return layout;
}

/** A stage of an EfficientNet: blocks, kernel side, expansion, output channels. */
type EfficientNetStage = readonly [number, number, number, number];

/** EfficientNet-B0's stages (Tan & Le 2019, table 1). */
const b0Stages: readonly EfficientNetStage[] = [
  [1, 3, 1, 16],
  [2, 3, 6, 24],
  [2, 5, 6, 40],
  [3, 3, 6, 80],
  [3, 5, 6, 112],
  [4, 5, 6, 192],
  [1, 3, 6, 320],
];

/** The shipped small weights': Lite0's first five, a block of the sixth and a light one (pretrain/small_net.py). */
const shortStages: readonly EfficientNetStage[] = [...b0Stages.slice(0, 5), [1, 5, 6, 192], [1, 3, 1, 256]];

/** What tells one EfficientNet from another. */
interface EfficientNetShape {
  /** False for Lite0, which is B0 without squeeze-and-excitation. Default true. */
  squeezes?: boolean;
  /** True for the shipped small weights' shorter end. Default false. */
  short?: boolean;
  /** Numbers the representation is projected to, by a matrix the file carries; default: it carries none. */
  projectedTo?: number;
}

/** EfficientNet-B0 or -Lite0, without a classifier. */
export function efficientNetLayout(
  inputChannels: number,
  { squeezes = true, short = false, projectedTo }: EfficientNetShape = {},
): Layout {
  const layout: Layout = new Map();
  let width = 32; // of the stem
  layout.set('conv_stem.weight', [width, inputChannels, 3, 3]);
  addBatchNorm(layout, 'bn1', width);
  for (const [s, [blocks, side, expansion, out]] of (short ? shortStages : b0Stages).entries()) {
    for (let b = 0; b < blocks; b++) {
      const block = `blocks.${s}.${b}`;
      const inner = width * expansion;
      const squeezed = Math.round(width / 4);
      // Without expansion there is no first convolution, and the last takes its name.
      const [expand, depthwiseNorm, project, projectNorm] =
        expansion > 1 ? ['conv_pw', 'bn2', 'conv_pwl', 'bn3'] : [undefined, 'bn1', 'conv_pw', 'bn2'];
      if (expand) {
        layout.set(`${block}.${expand}.weight`, [inner, width, 1, 1]);
        addBatchNorm(layout, `${block}.bn1`, inner);
      }
      layout.set(`${block}.conv_dw.weight`, [inner, 1, side, side]);
      addBatchNorm(layout, `${block}.${depthwiseNorm}`, inner);
      if (squeezes) {
        addAffine(layout, `${block}.se.conv_reduce`, [squeezed, inner, 1, 1]);
        addAffine(layout, `${block}.se.conv_expand`, [inner, squeezed, 1, 1]);
      }
      layout.set(`${block}.${project}.weight`, [out, inner, 1, 1]);
      addBatchNorm(layout, `${block}.${projectNorm}`, out);
      width = out;
    }
  }
  const maps = short ? 512 : 1280; // of the last feature map
  layout.set('conv_head.weight', [maps, width, 1, 1]);
  addBatchNorm(layout, 'bn2', maps);
  if (projectedTo !== undefined) addAffine(layout, 'representation', [projectedTo, maps]);
  return layout;
}

/** What tells one ResNet from another. */
export interface ResNetShape {
  depths: readonly number[];
  /** Blocks of three convolutions, the last four times as wide, in place of two. */
  bottleneck: boolean;
}

/** ResNet (He et al. 2016), without a classifier. */
export function resNetLayout({ depths, bottleneck }: ResNetShape, inputChannels: number): Layout {
  const layout: Layout = new Map();
  layout.set('conv1.weight', [64, inputChannels, 7, 7]);
  addBatchNorm(layout, 'bn1', 64);
  let width = 64;
  for (const [s, depth] of depths.entries()) {
    const inner = 64 * 2 ** s;
    const out = bottleneck ? 4 * inner : inner;
    for (let b = 0; b < depth; b++) {
      const block = `layer${s + 1}.${b}`;
      const convolutions = bottleneck
        ? [
            [inner, width, 1, 1],
            [inner, inner, 3, 3],
            [out, inner, 1, 1],
          ]
        : [
            [inner, width, 3, 3],
            [inner, inner, 3, 3],
          ];
      for (const [i, shape] of convolutions.entries()) {
        layout.set(`${block}.conv${i + 1}.weight`, shape);
        addBatchNorm(layout, `${block}.bn${i + 1}`, shape[0]);
      }
      if (b === 0 && width !== out) {
        layout.set(`${block}.downsample.0.weight`, [out, width, 1, 1]);
        addBatchNorm(layout, `${block}.downsample.1`, out);
      }
      width = out;
    }
  }
  return layout;
}

/** What tells one vision transformer from another. */
interface TransformerShape {
  depth: number;
  width: number;
  patchSidePx: number;
  /** Patches and the class token. */
  tokens: number;
}

/** Vision transformer (Dosovitskiy et al. 2021) with a class token, without a classifier. */
export function transformerLayout(shape: TransformerShape, inputChannels: number): Layout {
  const { depth, width, patchSidePx, tokens } = shape;
  const layout: Layout = new Map();
  layout.set('cls_token', [1, 1, width]);
  layout.set('pos_embed', [1, tokens, width]);
  addAffine(layout, 'patch_embed.proj', [width, inputChannels, patchSidePx, patchSidePx]);
  for (let b = 0; b < depth; b++) {
    const block = `blocks.${b}`;
    addAffine(layout, `${block}.norm1`, [width]);
    addAffine(layout, `${block}.attn.qkv`, [3 * width, width]);
    addAffine(layout, `${block}.attn.proj`, [width, width]);
    addAffine(layout, `${block}.norm2`, [width]);
    addAffine(layout, `${block}.mlp.fc1`, [4 * width, width]);
    addAffine(layout, `${block}.mlp.fc2`, [width, 4 * width]);
  }
  addAffine(layout, 'norm', [width]);
  return layout;
}

/** A weight and a bias as long as its first dimension. */
function addAffine(layout: Layout, name: string, shape: number[]): void {
  layout.set(`${name}.weight`, shape);
  layout.set(`${name}.bias`, [shape[0]]);
}

function addBatchNorm(layout: Layout, name: string, width: number): void {
  addAffine(layout, name, [width]);
  layout.set(`${name}.running_mean`, [width]);
  layout.set(`${name}.running_var`, [width]);
}
