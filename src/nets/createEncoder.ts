import type { NetworkDescription } from '../contracts/network.ts';
import type { Weights } from '../maths/weights.ts';
import { createEfficientNet, plainB0 } from './efficientNet.ts';
import type { Encoder } from './encoder.ts';

/**
 * Builds the network a file of weights was found to hold.
 *
 * @throws Error for a family that has no forward pass yet
 */
export function createEncoder(network: NetworkDescription, weights: Weights): Encoder {
  if (network.family === 'efficientnet') return createEfficientNet(weights, plainB0);
  throw new Error(
    `need a network of a known family; got ${network.architecture}, which has no forward pass yet`,
  );
}
