import type { NetworkDescription } from '../../../contracts/network.ts';
import { type Architecture, dimensionOf } from '../../../maths/architectures/architecture.ts';
import { architectureLayout } from '../../../maths/architectures/architectureLayout.ts';
import {
  smallArchitecture,
  smallDimension,
  smallNetworkLayout,
  smallStemChannels,
} from '../../../maths/selfsupervision/smallNetwork.ts';
import type { Weights } from '../../../maths/weights.ts';
import { shownShape, unreadable } from '../unreadableWeights.ts';
import {
  type ConvNextShape,
  convNextLayout,
  efficientNetLayout,
  type Layout,
  type ResNetShape,
  resNetLayout,
  transformerLayout,
} from './networkLayouts.ts';

/** A network and what its file must hold. */
export interface KnownNetwork {
  network: NetworkDescription;
  layout: Layout;
  /** A classifier that timm's ImageNet weights carry under these names, which an encoder does without. */
  classifier: string;
}

/** A network of this app's own, as its card says that it is built. */
export function ownNetwork(architecture: Architecture): KnownNetwork {
  return {
    network: {
      family: 'own',
      architecture: architecture.kind === 'cnn' ? 'small CNN' : 'small transformer',
      inputChannels: 3,
      dimension: dimensionOf(architecture),
    },
    layout: new Map(architectureLayout(architecture).map(({ name, shape }) => [name, shape])),
    classifier: 'head',
  };
}

const convNexts: Record<string, ConvNextShape> = {
  convnext_pico: { depths: [2, 2, 6, 2], widths: [64, 128, 256, 512], convolutionalMlp: true },
  convnext_nano: { depths: [2, 2, 8, 2], widths: [80, 160, 320, 640], convolutionalMlp: true },
  convnext_tiny: { depths: [3, 3, 9, 3], widths: [96, 192, 384, 768], convolutionalMlp: false },
  convnext_small: { depths: [3, 3, 27, 3], widths: [96, 192, 384, 768], convolutionalMlp: false },
  convnext_base: { depths: [3, 3, 27, 3], widths: [128, 256, 512, 1024], convolutionalMlp: false },
};

const resNets: Record<string, ResNetShape> = {
  resnet18: { depths: [2, 2, 2, 2], bottleneck: false },
  resnet50: { depths: [3, 4, 6, 3], bottleneck: true },
  resnet101: { depths: [3, 4, 23, 3], bottleneck: true },
};

const transformerNames: Record<number, string> = { 192: 'tiny', 384: 'small', 768: 'base' };
const transformerDepth = 12; // of all three

const supported = `EfficientNet-B0 or -Lite0, ${[...Object.keys(convNexts), ...Object.keys(resNets)].join(', ')} or a ViT (tiny, small, base)`;

/**
 * Recognises the network by a few tensors that only it has; the others are not checked here.
 *
 * @param weights by timm's names, without prefixes
 * @throws UnreadableWeightsError for a network that is unknown, or known and not supported
 */
export function knownNetwork(weights: Weights, from: string): KnownNetwork {
  refuseUnsupported(weights, from);
  if (weights.has('stem.0.weight')) return knownConvNext(weights, from);
  if (weights.has('conv_stem.weight')) {
    const inputChannels = channelsOf(weights, 'conv_stem.weight', from);
    if (shapeOf(weights, 'conv_stem.weight')[0] === smallStemChannels) return knownSmall();
    const squeezes = [...weights.keys()].some(name => name.includes('.se.'));
    const architecture = squeezes ? 'efficientnet_b0' : 'efficientnet_lite0';
    const short =
      !squeezes && weights.has('blocks.6.0.conv_pw.weight') && !weights.has('blocks.6.0.conv_pwl.weight');
    const projectedTo = weights.get('representation.weight')?.shape[0];
    return {
      network: {
        family: 'efficientnet',
        architecture,
        inputChannels,
        dimension: projectedTo ?? (short ? 512 : 1280),
      },
      layout: efficientNetLayout(inputChannels, { squeezes, short, projectedTo }),
      classifier: 'classifier',
    };
  }
  if (weights.has('layer1.0.conv1.weight')) return knownResNet(weights, from);
  if (weights.has('patch_embed.proj.weight')) return knownTransformer(weights, from);
  const names = [...weights.keys()].slice(0, 3).join(', ');
  return unreadable(
    `need the weights of ${supported}; got tensors named ${names} in ${from}: choose another file`,
  );
}

/** The thin EfficientNet-Lite that learns from nothing here. */
function knownSmall(): KnownNetwork {
  return {
    network: {
      family: 'efficientnet',
      architecture: smallArchitecture,
      inputChannels: 3,
      dimension: smallDimension,
    },
    layout: new Map(smallNetworkLayout().map(({ name, shape }) => [name, shape])),
    classifier: 'classifier',
  };
}

function refuseUnsupported(weights: Weights, from: string): void {
  const names = [...weights.keys()];
  if (weights.has('stem.conv1.weight') || names.some(name => name.includes('.attn_block.'))) {
    unreadable(`need ${supported}; got a MaxViT in ${from}, which is not supported: choose another encoder`);
  }
  if (weights.has('blocks.0.0.conv.weight') && weights.has('conv_stem.weight')) {
    unreadable(
      `need ${supported}; got an EfficientNetV2 in ${from}, which is not supported: choose another encoder`,
    );
  }
  if (weights.get('stem.0.weight')?.shape[0] === 192) {
    unreadable(
      `need ${supported}; got convnext_large in ${from}, whose 785 MB are too much for a browser: choose convnext_base`,
    );
  }
}

function knownConvNext(weights: Weights, from: string): KnownNetwork {
  const inputChannels = channelsOf(weights, 'stem.0.weight', from);
  const width = shapeOf(weights, 'stem.0.weight')[0];
  const depths = [0, 1, 2, 3].map(s => countBlocks(weights, `stages.${s}.blocks.`));
  for (const [architecture, shape] of Object.entries(convNexts)) {
    if (shape.widths[0] !== width || shape.depths.join() !== depths.join()) continue;
    return {
      network: { family: 'convnext', architecture, inputChannels, dimension: shape.widths[3] },
      layout: convNextLayout(shape, inputChannels),
      classifier: 'head.fc',
    };
  }
  return unreadable(
    `need ${Object.keys(convNexts).join(', ')}; got a ConvNeXt of depths ${depths.join(', ')} and ${width} channels in ${from}: choose another encoder`,
  );
}

function knownResNet(weights: Weights, from: string): KnownNetwork {
  const inputChannels = channelsOf(weights, 'conv1.weight', from);
  const depths = [1, 2, 3, 4].map(s => countBlocks(weights, `layer${s}.`));
  const bottleneck = weights.has('layer1.0.conv3.weight');
  for (const [architecture, shape] of Object.entries(resNets)) {
    if (shape.bottleneck !== bottleneck || shape.depths.join() !== depths.join()) continue;
    return {
      network: { family: 'resnet', architecture, inputChannels, dimension: bottleneck ? 2048 : 512 },
      layout: resNetLayout(shape, inputChannels),
      classifier: 'fc',
    };
  }
  return unreadable(
    `need ${Object.keys(resNets).join(', ')}; got a ResNet of depths ${depths.join(', ')} in ${from}: choose another encoder`,
  );
}

function knownTransformer(weights: Weights, from: string): KnownNetwork {
  const inputChannels = channelsOf(weights, 'patch_embed.proj.weight', from);
  const [width, , patchSidePx] = shapeOf(weights, 'patch_embed.proj.weight');
  const tokens = shapeOf(weights, 'pos_embed')[1] ?? 0;
  const depth = countBlocks(weights, 'blocks.');
  const name = transformerNames[width];
  const imageSidePx = patchSidePx * Math.sqrt(tokens - 1);
  if (name === undefined || depth !== transformerDepth || !Number.isInteger(imageSidePx)) {
    return unreadable(
      `need a ViT of width 192, 384 or 768, ${transformerDepth} blocks and a class token; got width ${width}, ${depth} blocks and ${tokens} tokens in ${from}: choose another encoder`,
    );
  }
  const architecture = `vit_${name}_patch${patchSidePx}_${imageSidePx}`;
  return {
    network: { family: 'vit', architecture, inputChannels, dimension: width },
    layout: transformerLayout({ depth, width, patchSidePx, tokens }, inputChannels),
    classifier: 'head',
  };
}

/** One more than the highest number that follows the prefix. */
function countBlocks(weights: Weights, prefix: string): number {
  let count = 0;
  for (const name of weights.keys()) {
    if (!name.startsWith(prefix)) continue;
    const number = Number.parseInt(name.slice(prefix.length), 10);
    if (number >= count) count = number + 1;
  }
  return count;
}

function channelsOf(weights: Weights, name: string, from: string): 1 | 3 {
  const shape = shapeOf(weights, name);
  const channels = shape[1];
  if (shape.length === 4 && (channels === 1 || channels === 3)) return channels;
  return unreadable(
    `need ${name} of shape [width, 1 or 3 channels, height, width]; got ${shownShape(shape)} in ${from}: choose another encoder`,
  );
}

function shapeOf(weights: Weights, name: string): number[] {
  return weights.get(name)?.shape ?? [];
}
