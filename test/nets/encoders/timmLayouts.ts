/** Keys → shapes of networks as timm lays them out; that they are is checked where ../shared is. */
type Layout = Record<string, number[]>;

function affine(layout: Layout, key: string, channels: number): void {
  layout[`${key}.weight`] = [channels];
  layout[`${key}.bias`] = [channels];
}

function batchNorm(layout: Layout, key: string, channels: number): void {
  affine(layout, key, channels);
  layout[`${key}.running_mean`] = [channels];
  layout[`${key}.running_var`] = [channels];
}

interface ConvNeXtShape {
  depths: number[];
  dimensions: number[];
  /** Whether the two linear layers of a block are stored as 1 × 1 convolutions. */
  convolutional: boolean;
}

export const convNeXtShapes: Record<string, ConvNeXtShape> = {
  convnext_pico: { depths: [2, 2, 6, 2], dimensions: [64, 128, 256, 512], convolutional: true },
  convnext_nano: { depths: [2, 2, 8, 2], dimensions: [80, 160, 320, 640], convolutional: true },
  convnext_tiny: { depths: [3, 3, 9, 3], dimensions: [96, 192, 384, 768], convolutional: false },
  convnext_small: { depths: [3, 3, 27, 3], dimensions: [96, 192, 384, 768], convolutional: false },
  convnext_base: { depths: [3, 3, 27, 3], dimensions: [128, 256, 512, 1024], convolutional: false },
};

export function convNeXtLayout(
  { depths, dimensions, convolutional }: ConvNeXtShape,
  inputChannels = 3,
): Layout {
  const layout: Layout = {};
  const layer = (key: string, shape: number[]) => {
    layout[`${key}.weight`] = shape;
    layout[`${key}.bias`] = [shape[0]];
  };
  layer('stem.0', [dimensions[0], inputChannels, 4, 4]);
  affine(layout, 'stem.1', dimensions[0]);
  for (const [stage, channels] of dimensions.entries()) {
    if (stage > 0) {
      affine(layout, `stages.${stage}.downsample.0`, dimensions[stage - 1]);
      layer(`stages.${stage}.downsample.1`, [channels, dimensions[stage - 1], 2, 2]);
    }
    for (let block = 0; block < depths[stage]; block++) {
      const key = `stages.${stage}.blocks.${block}`;
      const pixel = convolutional ? [1, 1] : [];
      layout[`${key}.gamma`] = [channels];
      layer(`${key}.conv_dw`, [channels, 1, 7, 7]);
      affine(layout, `${key}.norm`, channels);
      layer(`${key}.mlp.fc1`, [4 * channels, channels, ...pixel]);
      layer(`${key}.mlp.fc2`, [channels, 4 * channels, ...pixel]);
    }
  }
  affine(layout, 'head.norm', dimensions.at(-1)!);
  return layout;
}

/** ResNet-18 with basic blocks, or -50 with bottlenecks. */
export function timmResNetLayout(depth: 18 | 50, inputChannels = 3): Layout {
  const layout: Layout = { 'conv1.weight': [64, inputChannels, 7, 7] };
  batchNorm(layout, 'bn1', 64);
  const blocks = depth === 18 ? [2, 2, 2, 2] : [3, 4, 6, 3];
  let channels = 64;
  for (const [i, count] of blocks.entries()) {
    const narrow = 64 * 2 ** i;
    const out = depth === 18 ? narrow : 4 * narrow;
    for (let block = 0; block < count; block++) {
      const key = `layer${i + 1}.${block}`;
      const shapes =
        depth === 18
          ? [
              [narrow, channels, 3, 3],
              [narrow, narrow, 3, 3],
            ]
          : [
              [narrow, channels, 1, 1],
              [narrow, narrow, 3, 3],
              [out, narrow, 1, 1],
            ];
      for (const [n, shape] of shapes.entries()) {
        layout[`${key}.conv${n + 1}.weight`] = shape;
        batchNorm(layout, `${key}.bn${n + 1}`, shape[0]);
      }
      if (channels !== out) {
        layout[`${key}.downsample.0.weight`] = [out, channels, 1, 1];
        batchNorm(layout, `${key}.downsample.1`, out);
      }
      channels = out;
    }
  }
  return layout;
}

/** ViT-tiny with patches of 16 px, for 224 px. */
export function vitTinyLayout(inputChannels = 3): Layout {
  const dimension = 192;
  const layout: Layout = {
    cls_token: [1, 1, dimension],
    pos_embed: [1, 197, dimension],
    'patch_embed.proj.weight': [dimension, inputChannels, 16, 16],
    'patch_embed.proj.bias': [dimension],
  };
  for (let block = 0; block < 12; block++) {
    const key = `blocks.${block}`;
    affine(layout, `${key}.norm1`, dimension);
    affine(layout, `${key}.norm2`, dimension);
    const linear = { 'attn.qkv': [3, 1], 'attn.proj': [1, 1], 'mlp.fc1': [4, 1], 'mlp.fc2': [1, 4] };
    for (const [name, [out, inputs]] of Object.entries(linear)) {
      layout[`${key}.${name}.weight`] = [out * dimension, inputs * dimension];
      layout[`${key}.${name}.bias`] = [out * dimension];
    }
  }
  affine(layout, 'norm', dimension);
  return layout;
}
