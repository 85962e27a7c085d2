import type {
  SelfRequest,
  SelfStand,
  SelfState,
  SelfWorker,
} from '../../../src/contracts/training/selfsupervision.ts';
import { writeSelfSupervised } from '../../../src/data/weights/shelf/selfFile.ts';
import { onDevice } from '../../../src/nets/device/gpuDevice.ts';
import { judgedVectors, matchedViews } from '../../../src/nets/selfsupervision/judgedViews.ts';
import { createSelfTraining, type SelfTraining } from '../../../src/nets/selfsupervision/selfTraining.ts';
import { learningRates } from '../../../src/nets/training/learningRates.ts';
import { createTrainableEfficientNet } from '../../../src/nets/training/trainableEfficientNet.ts';
import type { TrainableEncoder } from '../../../src/nets/training/trainableEncoder.ts';
import { serveJob } from '../../../src/rpc/jobContext.ts';
import { limitsToWait } from '../../../src/rpc/pulse.ts';
import type { StartNetwork } from '../startNetwork.ts';
import { stoppable } from '../stoppable.ts';
import { type SelfNetwork, smallNetwork, topOf } from './selfNetwork.ts';

/** A training with what it was asked for. */
interface Opened {
  request: SelfRequest;
  network: SelfNetwork;
  training: SelfTraining;
  encoders: TrainableEncoder[];
}

/**
 * The calls of the tensor worker that learn without labels; one training is open at a time.
 *
 * @param inUse the network last loaded; throws where there is none
 * @param now clock in milliseconds, from any start
 */
export function createSelfWorker(inUse: () => StartNetwork, now: () => number): SelfWorker {
  let opened: Opened | undefined;

  function needOpened(): Opened {
    if (!opened) throw new Error('need a training; got none: start one first');
    return opened;
  }

  function end(): void {
    opened?.training.dispose();
    for (const encoder of opened?.encoders ?? []) encoder.dispose();
    opened = undefined;
  }

  return {
    startSelf: (request, from, port) =>
      serveJob(
        port,
        async job => {
          end();
          job.report({ phase: 'Building the network', done: 0, total: 0, unit: 'galaxies' });
          opened = await onDevice(() => open(request, from, inUse));
          await job.breathe();
          return standOf(opened.training);
        },
        limitsToWait,
      ),
    trainSelf: (seconds, port) =>
      serveJob(
        port,
        job =>
          stoppable(job, async breathe => {
            const { training, request } = needOpened();
            const until = now() + seconds * 1000;
            let loss: number | undefined;
            while (!training.finished && (loss === undefined || now() < until)) {
              loss = (await training.step()).loss;
              const { batchSize, epochs } = request.settings;
              const done = training.stepsTaken * batchSize;
              const epoch = Math.min(epochs, Math.floor(training.stepsTaken / training.stepsAnEpoch) + 1);
              const total = training.stepsInAll * batchSize;
              job.report({ phase: `Epoch ${epoch} of ${epochs}`, done, total, unit: 'galaxies' });
              if (!training.finished) await breathe();
            }
            return { ...standOf(training), loss };
          }),
        limitsToWait,
      ),
    async selfState() {
      const { training, network, encoders } = needOpened();
      const checkpoint = await onDevice(() => training.checkpoint());
      return network.fromNothing ? { checkpoint, statistics: encoders[0].statistics() } : { checkpoint };
    },
    selfVectors: pixels => {
      const { training, request } = needOpened();
      return onDevice(() => judgedVectors(training.judged, pixels, request.sidePx));
    },
    selfViews: (galaxy, seed) => {
      const { training, request } = needOpened();
      return onDevice(() => matchedViews(training.judged, request, galaxy, seed));
    },
    async exportSelf(card) {
      const { training, request, network } = needOpened();
      const weights = await onDevice(() => training.judged.weights());
      const { architecture, facts, view, parent } = network;
      return writeSelfSupervised(weights, { card, request, architecture, network: facts, view, parent });
    },
    async endSelf() {
      end();
    },
  };
}

async function open(
  request: SelfRequest,
  from: SelfState | undefined,
  inUse: () => StartNetwork,
): Promise<Opened> {
  const network =
    request.start.kind === 'small' ? await smallNetwork(request, from?.statistics) : topOf(inUse());
  const build = () => createTrainableEfficientNet(network.weights, network.facts);
  const encoders = request.settings.method === 'vicreg' ? [build()] : [build(), build()];
  try {
    const [student, teacher] = encoders;
    const learning =
      request.start.kind === 'small'
        ? new Set(student.parameters.keys())
        : new Set(
            learningRates(student.parameters.keys(), {
              ...{ depth: request.start.blocks, learningRate: 1, decay: 1, norms: true },
            }).keys(),
          );
    const { settings, seed, pixels, sidePx } = request;
    const galaxies = { pixels, sidePx };
    const training = createSelfTraining(
      { student, teacher, learning, galaxies, settings, seed },
      from?.checkpoint,
    );
    return { request, network, training, encoders };
  } catch (error) {
    for (const encoder of encoders) encoder.dispose();
    throw error;
  }
}

function standOf({ stepsTaken, stepsInAll, stepsAnEpoch, epochs, finished }: SelfTraining): SelfStand {
  return { steps: stepsTaken, stepsInAll, stepsAnEpoch, epochs: [...epochs], finished };
}
