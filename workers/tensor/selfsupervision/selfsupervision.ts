import type {
  SelfRequest,
  SelfStand,
  SelfState,
  SelfWorker,
} from '../../../src/contracts/training/selfsupervision.ts';
import { writeSelfSupervised } from '../../../src/data/weights/shelf/selfFile.ts';
import { collapseWatch } from '../../../src/maths/selfsupervision/collapse.ts';
import { onDevice } from '../../../src/nets/device/gpuDevice.ts';
import { judgedVectors, matchedViews } from '../../../src/nets/selfsupervision/judgedViews.ts';
import { createSelfTraining, type SelfTraining } from '../../../src/nets/selfsupervision/selfTraining.ts';
import { learningRates } from '../../../src/nets/training/learningRates.ts';
import type { TrainableEncoder } from '../../../src/nets/training/trainableEncoder.ts';
import { serveJob } from '../../../src/rpc/jobContext.ts';
import { limitsToWait } from '../../../src/rpc/pulse.ts';
import type { StartNetwork } from '../startNetwork.ts';
import { stoppable } from '../stoppable.ts';
import { type SelfNetwork, smallNetwork, topOf, transformerNetwork } from './selfNetwork.ts';

/** A training with what it was asked for. */
interface Opened {
  request: SelfRequest;
  network: SelfNetwork;
  training: SelfTraining;
  collapsed: ReturnType<typeof collapseWatch>;
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
            const { training, request, collapsed } = needOpened();
            const until = now() + seconds * 1000;
            let loss: number | undefined;
            let collapse: string | undefined;
            while (!training.finished && !collapse && (loss === undefined || now() < until)) {
              const step = await training.step();
              loss = step.loss;
              collapse = collapsed(training.stepsTaken, step.gauges);
              const { batchSize, epochs } = request.settings;
              const done = training.stepsTaken * batchSize;
              const epoch = Math.min(epochs, Math.floor(training.stepsTaken / training.stepsAnEpoch) + 1);
              const total = training.stepsInAll * batchSize;
              job.report({ phase: `Epoch ${epoch} of ${epochs}`, done, total, unit: 'galaxies' });
              if (!training.finished) await breathe();
            }
            return { ...standOf(training), loss, ...(collapse && { collapse }) };
          }),
        limitsToWait,
      ),
    async selfState() {
      const { training, network } = needOpened();
      const checkpoint = await onDevice(() => training.checkpoint());
      if (!network.fromNothing) return { checkpoint };
      return { checkpoint, statistics: await onDevice(() => training.judged.statistics()) };
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
      const { architecture, facts, structure, view, parent } = network;
      return writeSelfSupervised(weights, {
        ...{ card, request, architecture, view, parent },
        ...(facts && { network: facts }),
        ...(structure && { structure }),
      });
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
  const network = await networkOf(request, from, inUse);
  const { build } = network;
  const encoders = request.settings.method === 'vicreg' ? [build()] : [build(), build()];
  try {
    const [student, teacher] = encoders;
    const learning =
      request.start.kind !== 'top'
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
    return { request, network, training, collapsed: collapseWatch(training.stepsInAll), encoders };
  } catch (error) {
    for (const encoder of encoders) encoder.dispose();
    throw error;
  }
}

async function networkOf(
  request: SelfRequest,
  from: SelfState | undefined,
  inUse: () => StartNetwork,
): Promise<SelfNetwork> {
  switch (request.start.kind) {
    case 'small':
      return smallNetwork(request, from?.statistics);
    case 'vit':
      return transformerNetwork(request.seed);
    case 'top':
      return topOf(inUse());
  }
}

function standOf({ stepsTaken, stepsInAll, stepsAnEpoch, epochs, finished }: SelfTraining): SelfStand {
  return { steps: stepsTaken, stepsInAll, stepsAnEpoch, epochs: [...epochs], finished };
}
