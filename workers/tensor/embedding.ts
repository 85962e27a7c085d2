import * as tf from '@tensorflow/tfjs-core';
import type { PixelBatch } from '../../src/contracts/ingest.ts';
import type { JobPort } from '../../src/contracts/job.ts';
import type { LinearHead } from '../../src/contracts/network.ts';
import type { BackendName, BackendReport, EncoderCard, EncoderFile } from '../../src/contracts/tensor.ts';
import { sha256Of } from '../../src/data/bytes/sha256.ts';
import { fetchManifest, fetchWeights } from '../../src/data/weights/formats/weightsFile.ts';
import type { NetworkFacts, WeightsManifest } from '../../src/data/weights/formats/weightsManifest.ts';
import type { Architecture } from '../../src/maths/architectures/architecture.ts';
import { freshStartOf } from '../../src/maths/architectures/freshStart.ts';
import type { TrainingSpread } from '../../src/maths/linear/trainingDistance.ts';
import type { Weights } from '../../src/maths/weights.ts';
import { raceBackends } from '../../src/nets/device/backend.ts';
import { gpuDevice, onDevice } from '../../src/nets/device/gpuDevice.ts';
import { createEfficientNet } from '../../src/nets/encoders/efficientNet.ts';
import { batchSizeOf, embedPixels } from '../../src/nets/encoders/embedder.ts';
import type { Encoder } from '../../src/nets/encoders/encoder.ts';
import { linearHeadOf } from '../../src/nets/encoders/linearHead.ts';
import { takeTrainingSpread } from '../../src/nets/encoders/trainingSpread.ts';
import { createTrialNetwork } from '../../src/nets/encoders/trialNetwork.ts';
import { randomWeights } from '../../src/nets/training/randomWeights.ts';
import { serveJob } from '../../src/rpc/jobContext.ts';
import { limitsToWait } from '../../src/rpc/pulse.ts';

const randomSeed = 0; // any one: the random baseline is one network, the same for everybody
const randomLayoutOf = 'imagenet'; // the shipped weights whose architecture the random ones take

interface Loaded {
  card: EncoderCard;
  /** Kept, so that the network can be built anew on another backend. */
  weights: Weights;
  build(): Encoder;
  encoder: Encoder;
  /** What its card's head is made of. */
  head?: LinearHead;
  /** Where its training galaxies lie, if its card says how far others may. */
  spread?: TrainingSpread;
  /** What an EfficientNet's tensors do not tell. */
  network?: NetworkFacts;
  /** Present for a network of this app's own. */
  architecture?: Architecture;
}

let loaded: Loaded | undefined;

/** As `TensorWorker.chooseBackend`; the worker hands in where tfjs's .wasm files lie. */
export async function chooseBackend(
  wasmPaths: Record<string, string>,
  override: BackendName | undefined,
): Promise<BackendReport> {
  const report = await raceBackends({
    createTrial: createTrialNetwork,
    wasmPaths,
    override,
    now: () => performance.now(),
  });
  if (loaded) {
    loaded.encoder.dispose();
    loaded.encoder = loaded.build();
  }
  return report;
}

/** Fetches, checks and builds an encoder shipped beside the app; it is in use from then on. */
export async function loadEncoder(name: string, modelsUrl: string, port?: JobPort): Promise<EncoderCard> {
  return serveJob(
    port,
    async job => {
      if (loaded?.card.name === name) return loaded.card;
      const fresh = freshStartOf(name);
      if (fresh) {
        const { freshNetwork } = await import('./freshNetwork.ts'); // fetched for those who train from nothing
        return settle(freshNetwork(fresh));
      }
      const { manifest, weights } =
        name === 'random'
          ? await untrained(modelsUrl)
          : await fetchWeights(name, modelsUrl, async (done, total) => {
              job.report({ phase: 'Loading weights', done, total, unit: 'bytes' });
              await job.breathe();
            });
      const card = cardOf(manifest);
      const head = card.head && linearHeadOf(weights, card.head, card.dimension);
      const spread = card.familiar && takeTrainingSpread(weights, card.dimension);
      const { network } = manifest;
      return settle({
        card,
        weights,
        head,
        spread,
        network,
        build: () => createEfficientNet(weights, network),
      });
    },
    limitsToWait,
  );
}

/** Reads and builds an encoder from a file; it is in use from then on. */
export async function loadEncoderFile(file: EncoderFile, port?: JobPort): Promise<EncoderCard> {
  return serveJob(
    port,
    async job => {
      if (loaded && (await holds(loaded.card, file))) return loaded.card;
      const { readEncoderFile } = await import('./encoderFile.ts'); // the readers are fetched for those who have such a file
      return settle(await readEncoderFile(file, job));
    },
    limitsToWait,
  );
}

/** Whether a file is the one that a card is of: others may take its name, and networks of one kind are of one size. */
async function holds(
  { name, bytes, sha256 }: EncoderCard,
  { name: asked, blob }: EncoderFile,
): Promise<boolean> {
  return name === asked && bytes === blob.size && sha256 === (await sha256Of(await blob.arrayBuffer()));
}

/** Builds the network, and disposes the former one once this one is ready. */
async function settle(network: Omit<Loaded, 'encoder'>): Promise<EncoderCard> {
  const encoder = await onDevice(async () => network.build());
  loaded?.encoder.dispose();
  loaded = { ...network, encoder };
  return network.card;
}

/** The baseline: the shipped architecture, its weights drawn and not learnt. */
async function untrained(modelsUrl: string): Promise<{ manifest: WeightsManifest; weights: Weights }> {
  const shipped = await fetchManifest(randomLayoutOf, modelsUrl);
  const manifest: WeightsManifest = {
    ...shipped,
    name: 'random',
    title: 'Random weights',
    description:
      'The same architecture with weights drawn at random: what its structure alone tells apart. A baseline to compare trained weights with.',
    licence: 'none needed',
    credit: `Drawn by this app, seed ${randomSeed}.`,
    bytes: 0,
    sha256: '',
    head: undefined, // what is not learnt answers nothing
    familiar: undefined,
    data: undefined,
    figures: undefined,
    limits: undefined,
  };
  return { manifest, weights: randomWeights(shipped.tensors, randomSeed) };
}

/** The card is the manifest without its tensors. */
function cardOf(manifest: WeightsManifest): EncoderCard {
  const { network: _network, tensors: _tensors, source: _source, ...card } = manifest;
  return card;
}

/** @throws Error while no network is loaded */
export function encoderInUse(): Loaded {
  if (!loaded) throw new Error('need an encoder to embed with; got none: load one first');
  return loaded;
}

/** Representations of a batch: (batch.rows.length, dimension) row-major. @throws Error while no network is loaded */
export async function embed(batch: PixelBatch): Promise<Float32Array> {
  const { encoder } = encoderInUse();
  const expected = batch.rows.length * batch.sidePx * batch.sidePx * 3;
  if (batch.pixels.length !== expected) {
    throw new RangeError(
      `need ${batch.rows.length} images of ${batch.sidePx} px, ${expected} values; got ${batch.pixels.length}`,
    );
  }
  return embedPixels(encoder, batch.pixels, batch.sidePx);
}

/** Galaxies per call of {@link embed} that suit the current backend, ≥ 1. */
export function batchSize(): number {
  return batchSizeOf(tf.getBackend(), encoderInUse().card.view.sidePx);
}

/** Tensors and bytes tfjs holds now. */
export function memory(): { tensors: number; bytes: number } {
  const { numTensors, numBytes } = tf.memory();
  return { tensors: numTensors, bytes: numBytes };
}

/** Destroys the WebGPU device, for tests; false on other backends. */
export function loseDevice(): boolean {
  const device = gpuDevice();
  device?.destroy();
  return device !== undefined;
}
