import type { NetworkDescription } from '../../contracts/network.ts';
import type { Weights } from '../../maths/weights.ts';
import { createConvNeXt } from './convNeXt.ts';
import { createEfficientNet, lite0, plainB0 } from './efficientNet.ts';
import type { Encoder } from './encoder.ts';
import { createResNet } from './resNet.ts';
import { createVisionTransformer } from './visionTransformer.ts';

/**
 * Builds the network that a file of weights turned out to hold, on tfjs's current backend.
 *
 * @param weights timm's keys without prefixes; tensors the network does not know are left alone
 * @throws Error if a tensor is missing or the weights are not what the description says
 */
export function createEncoder(network: NetworkDescription, weights: Weights): Encoder {
  const encoder = build(network, weights);
  if (encoder.dimension !== network.dimension || encoder.inputChannels !== network.inputChannels) {
    encoder.dispose();
    throw new Error(
      `need weights of ${network.architecture} that turn ${network.inputChannels} channels into ${network.dimension} ` +
        `numbers; got ${encoder.inputChannels} and ${encoder.dimension}`,
    );
  }
  return encoder;
}

function build({ family, architecture }: NetworkDescription, weights: Weights): Encoder {
  switch (family) {
    case 'convnext':
      return createConvNeXt(weights);
    case 'efficientnet':
      return createEfficientNet(weights, architecture.includes('lite') ? lite0 : plainB0);
    case 'resnet':
      return createResNet(weights);
    case 'vit':
      return createVisionTransformer(weights);
    case 'own':
      throw new Error(
        'need the card of a network of this app, which says how it is built; got its tensors alone',
      );
  }
}
