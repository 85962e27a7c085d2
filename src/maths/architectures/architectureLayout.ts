import { type Architecture, patchCount, type SmallCnn, type Transformer } from './architecture.ts';

/** A tensor of a network, in PyTorch's shape. */
interface LayoutEntry {
  name: string;
  shape: number[];
}

/**
 * The tensors of an architecture, bottom to top. A transformer's have timm's names (VisionTransformer; its stem of convolutions
 * timm's ConvStem), and a Linformer's projections those of the linformer package, "proj_k" and "proj_v", (tokens, projected).
 */
export function architectureLayout(architecture: Architecture): LayoutEntry[] {
  return architecture.kind === 'cnn' ? cnnLayout(architecture) : transformerLayout(architecture);
}

/** Outputs of the three convolutions of a stem. */
function stemWidths(dimension: number): number[] {
  return [dimension / 4, dimension / 2, dimension];
}

function cnnLayout({ widths }: SmallCnn): LayoutEntry[] {
  return widths.flatMap((width, i) => [
    { name: `layers.${i}.conv.weight`, shape: [width, i === 0 ? 3 : widths[i - 1], 3, 3] },
    ...normLayout(`layers.${i}.norm`, width),
  ]);
}

function transformerLayout(architecture: Transformer): LayoutEntry[] {
  const { dimension, depth } = architecture;
  return [
    { name: 'cls_token', shape: [1, 1, dimension] },
    { name: 'pos_embed', shape: [1, 1 + patchCount(architecture), dimension] },
    ...stemLayout(architecture),
    ...Array.from({ length: depth }, (_, i) => blockLayout(`blocks.${i}`, architecture)).flat(),
    ...normLayout('norm', dimension),
  ];
}

function stemLayout({ stem, dimension, patchPx }: Transformer): LayoutEntry[] {
  if (stem === 'patches') {
    return [
      { name: 'patch_embed.proj.weight', shape: [dimension, 3, patchPx, patchPx] },
      { name: 'patch_embed.proj.bias', shape: [dimension] },
    ];
  }
  const [first, second, third] = stemWidths(dimension);
  const key = 'patch_embed.backbone';
  return [
    { name: `${key}.0.conv.weight`, shape: [first, 3, 3, 3] },
    ...normLayout(`${key}.0.bn`, first),
    { name: `${key}.1.conv.weight`, shape: [second, first, 3, 3] },
    ...normLayout(`${key}.1.bn`, second),
    { name: `${key}.2.conv.weight`, shape: [third, second, 3, 3] },
    { name: `${key}.2.conv.bias`, shape: [third] },
  ];
}

function blockLayout(key: string, architecture: Transformer): LayoutEntry[] {
  const { dimension, projected, qkvBias } = architecture;
  const linear = (name: string, out: number, into: number, bias = true): LayoutEntry[] => [
    { name: `${key}.${name}.weight`, shape: [out, into] },
    ...(bias ? [{ name: `${key}.${name}.bias`, shape: [out] }] : []),
  ];
  const tokens = 1 + patchCount(architecture);
  return [
    ...normLayout(`${key}.norm1`, dimension),
    ...linear('attn.qkv', 3 * dimension, dimension, qkvBias),
    ...(projected
      ? ['proj_k', 'proj_v'].map(name => ({ name: `${key}.attn.${name}`, shape: [tokens, projected] }))
      : []),
    ...linear('attn.proj', dimension, dimension),
    ...normLayout(`${key}.norm2`, dimension),
    ...linear('mlp.fc1', 4 * dimension, dimension),
    ...linear('mlp.fc2', dimension, 4 * dimension),
  ];
}

function normLayout(key: string, channels: number): LayoutEntry[] {
  return [
    { name: `${key}.weight`, shape: [channels] },
    { name: `${key}.bias`, shape: [channels] },
  ];
}
