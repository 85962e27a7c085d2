import * as tf from '@tensorflow/tfjs-core';
import type {
  FinetuneWorker,
  TrainingOptions,
  TrainingRequest,
  TrainingState,
  TrainingTask,
} from '../../src/contracts/finetune.ts';
import type { EncoderCard } from '../../src/contracts/tensor.ts';
import type { NetworkFacts } from '../../src/data/weights/formats/weightsManifest.ts';
import { writeFinetuned } from '../../src/data/weights/shelf/finetunedFile.ts';
import type { Weights } from '../../src/maths/weights.ts';
import { onDevice } from '../../src/nets/device/gpuDevice.ts';
import { createTrainableEfficientNet } from '../../src/nets/training/trainableEfficientNet.ts';
import type { TrainableEncoder } from '../../src/nets/training/trainableEncoder.ts';
import { createTraining, type Training, type TrainingSetup } from '../../src/nets/training/training.ts';
import type { TrainingInputs } from '../../src/nets/training/trainingInputs.ts';
import { type JobContext, serveJob } from '../../src/rpc/jobContext.ts';
import { learntOf, type TrainedNetwork, trainedNetwork } from './trainedNetwork.ts';
import { trainingInputs } from './trainingInputs.ts';

/** The network a training begins from. */
export interface StartNetwork {
  card: EncoderCard;
  weights: Weights;
  /** Of an EfficientNet, what its tensors do not tell. */
  network?: NetworkFacts;
}

interface UnderWay {
  setup: TrainingSetup;
  training: Training;
  /** The best epoch stands in the place of the last. */
  showsBest: boolean;
}

/** A training, or what one has left. */
interface Held {
  start: StartNetwork;
  task: TrainingTask;
  options: TrainingOptions;
  state(): TrainingState;
  /** Absent where it was opened and not begun. */
  underWay?: UnderWay;
  /** The network of one epoch, built to answer. */
  answering?: { epoch: number; network: TrainedNetwork };
}

const untrained = 'random'; // the shipped name of weights whose batch norms have seen nothing
const calibrationImages = 32; // a batch: enough for means and variances over all their pixels

/** @param inUse the network last loaded; throws where there is none */
export function createFinetune(inUse: () => StartNetwork): FinetuneWorker {
  let held: Held | undefined;

  function whatIsHeld(): Held {
    if (!held) throw new Error('need a training; got none: start one first');
    return held;
  }

  function underWay(): UnderWay {
    const now = whatIsHeld().underWay;
    if (!now)
      throw new Error('need a training under way; got one that was opened: start it with its request');
    return now;
  }

  function end(): void {
    held?.underWay?.training.dispose();
    held?.underWay?.setup.encoder?.dispose();
    held?.answering?.network.dispose();
    held = undefined;
  }

  async function start(request: TrainingRequest, from: TrainingState | undefined, job: JobContext) {
    end();
    const network = inUse();
    const encoder = request.examples.kind === 'pixels' ? await encoderFor(network, request) : undefined;
    try {
      const inputs = await trainingInputs(request, network.card.dimension, encoder, job);
      const { task, train, validation, options } = request;
      needRows(inputs, train, validation);
      const setup = { inputs, task, train, validation, options, encoder, dimension: network.card.dimension };
      const training = await onDevice(() => createTraining(setup, from));
      const now: UnderWay = { setup, training, showsBest: false };
      const statistics = network.card.name === untrained ? encoder?.statistics() : undefined;
      const state = () => ({ ...now.training.state(), ...(statistics && { statistics }) });
      held = { start: network, task, options, state, underWay: now };
    } catch (error) {
      encoder?.dispose();
      throw error;
    }
  }

  function answering(now: Held): TrainedNetwork {
    const state = now.state();
    const epoch = state.best?.epoch ?? 0;
    if (now.answering?.epoch !== epoch) {
      now.answering?.network.dispose();
      now.answering = { epoch, network: trainedNetwork(now.start, learntOf(state), now.task) };
    }
    return now.answering.network;
  }

  /** Goes back from the best epoch to the last. */
  async function lastEpoch(now: UnderWay): Promise<void> {
    if (!now.showsBest) return;
    const state = now.training.state();
    now.training.dispose();
    now.training = await onDevice(() => createTraining(now.setup, state));
    now.showsBest = false;
  }

  function bestEpoch(now: UnderWay): void {
    if (!now.showsBest) now.training.restoreBest();
    now.showsBest = true;
  }

  return {
    startTraining: (request, from, port) => serveJob(port, job => start(request, from, job)),
    trainEpoch: port =>
      serveJob(port, async job => {
        const now = underWay();
        await lastEpoch(now);
        const { options, train } = now.setup;
        for (;;) {
          const { epoch, batch, figures, finished } = await now.training.step();
          const done = Math.min(batch * options.batchSize, train.length);
          job.report({ phase: `Epoch ${epoch}`, done, total: train.length, unit: 'galaxies' });
          if (figures) return { figures, finished, state: whatIsHeld().state() };
          await job.breathe();
        }
      }),
    async predictRows(rows) {
      const now = underWay();
      const { count } = now.setup.inputs;
      const outside = rows.find(row => row >= count);
      if (outside !== undefined) throw new RangeError(`need rows below ${count}; got ${outside}`);
      bestEpoch(now);
      return now.training.predict(rows);
    },
    async openTrained({ task, options, state }) {
      end();
      held = { start: inUse(), task, options, state: () => state };
    },
    predictGalaxies: async galaxies => answering(whatIsHeld()).answer(galaxies),
    async exportTrained(card) {
      const { start: parent, options, state } = whatIsHeld();
      const { name, title, sha256, licence, credit, architecture, view } = parent.card;
      return writeFinetuned(parent.weights, learntOf(state()), {
        ...card,
        architecture,
        network: parent.network,
        view,
        recipe: options,
        parent: { name, title, sha256, licence, credit },
      });
    },
    async endTraining() {
      end();
    },
  };
}

/** A network that can be run backwards; untrained weights get the statistics of the first galaxies to train on. */
async function encoderFor(
  { card, weights, network }: StartNetwork,
  { examples, train }: TrainingRequest,
): Promise<TrainableEncoder> {
  if (!network) {
    throw new Error(
      `need an EfficientNet-Lite to train from images; got ${card.architecture}: train a head on its representations`,
    );
  }
  const encoder = createTrainableEfficientNet(weights, network);
  if (encoder.inputChannels !== 3) {
    encoder.dispose();
    throw new Error(
      `need a network that takes colours to train from images; got ${card.title}: train a head on its representations`,
    );
  }
  if (card.name === untrained && examples.kind === 'pixels') {
    const { sidePx, pixels } = examples;
    const perImage = sidePx * sidePx * 3;
    const rows = train.subarray(0, calibrationImages);
    const values = new Float32Array(rows.length * perImage);
    for (const [i, row] of rows.entries()) {
      values.set(pixels.subarray(row * perImage, (row + 1) * perImage), i * perImage);
    }
    const images = tf.tidy(() =>
      tf.div<tf.Tensor4D>(tf.tensor4d(values, [rows.length, sidePx, sidePx, 3]), 255),
    );
    try {
      await onDevice(() => encoder.calibrate(images));
    } finally {
      images.dispose();
    }
  }
  return encoder;
}

function needRows({ count }: TrainingInputs, ...parts: Uint32Array[]): void {
  for (const rows of parts) {
    const outside = rows.find(row => row >= count);
    if (outside !== undefined) throw new RangeError(`need rows below ${count}; got ${outside}`);
  }
}
