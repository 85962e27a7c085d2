import { existsSync, readFileSync } from 'node:fs';
import { buildTransformer } from '../../bake/selfsupervision/selfNetworks.ts';
import { readShippedSelf, type SelfNote } from '../../bake/selfsupervision/shippedSelf.ts';
import type { PixelView } from '../../src/contracts/ingest.ts';
import { smallNetworkOptions, smallView } from '../../src/maths/selfsupervision/smallNetwork.ts';
import type { Weights } from '../../src/maths/weights.ts';
import { createEfficientNet } from '../../src/nets/encoders/efficientNet.ts';
import { embedPixels } from '../../src/nets/encoders/embedder.ts';
import type { Encoder } from '../../src/nets/encoders/encoder.ts';
import { judgedVectors } from '../../src/nets/selfsupervision/judgedViews.ts';
import type { TrainableEncoder } from '../../src/nets/training/trainableEncoder.ts';

/** Networks that `npm run selfsup` trains without labels. */
export type KeptName = 'byol' | 'dino';

/** A network and how it sees galaxies. */
export interface NetworkSource {
  dimension: number;
  view: PixelView;
  /** (n, sidePx, sidePx, 3) 0–255 → (n, dimension) row-major */
  embed(pixels: Uint8Array): Promise<Float32Array>;
  dispose(): void;
}

const places = new URL('../selfsupervision/', import.meta.url);

/** What is known of a training whose weights are kept here; undefined where there are none. */
export function keptNote(name: KeptName): SelfNote | undefined {
  const file = new URL(`${name}.json`, places);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as SelfNote) : undefined;
}

/** The kept weights; undefined where there are none. */
export function keptWeights(name: KeptName): Weights | undefined {
  const note = keptNote(name);
  return note && readShippedSelf(note.tensors, new Uint8Array(readFileSync(new URL(`${name}.bin`, places))));
}

/** Why a figure has nothing to say of a network. */
export function missingSentence(name: KeptName): string {
  return `No weights of ${name} are kept in measure/selfsupervision: npm run selfsup -- FOLDER --only ${name} trains them.`;
}

/** The network of the kept weights; undefined where there are none. */
export function keptSource(name: KeptName): NetworkSource | undefined {
  const weights = keptWeights(name);
  if (!weights) return undefined;
  if (name === 'dino') return trainableSource(buildTransformer(weights));
  return encoderSource(createEfficientNet(weights, smallNetworkOptions), smallView);
}

/** A network in its form for inference. */
export function encoderSource(encoder: Encoder, view: PixelView): NetworkSource {
  const { dimension, dispose } = encoder;
  return { dimension, view, dispose, embed: pixels => embedPixels(encoder, pixels, view.sidePx) };
}

/** A network in its form for training, which sees 64 px. */
export function trainableSource(encoder: TrainableEncoder): NetworkSource {
  const { dimension, dispose } = encoder;
  const view = smallView;
  return { dimension, view, dispose, embed: pixels => judgedVectors(encoder, pixels, view.sidePx) };
}
