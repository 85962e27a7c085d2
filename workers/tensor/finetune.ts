import type { FinetuneWorker, TrainedRun, TrainingState } from '../../src/contracts/finetune.ts';
import { writeFinetuned } from '../../src/data/weights/shelf/finetunedFile.ts';
import { degradedImages } from '../../src/maths/segmentation/degradedImages.ts';
import { serveJob } from '../../src/rpc/jobContext.ts';
import { limitsToWait } from '../../src/rpc/pulse.ts';
import { measuresOf } from '../clusters/galaxyMeasuring.ts';
import type { StartNetwork } from './startNetwork.ts';
import { learntOf, type TrainedNetwork, trainedNetwork } from './trainedNetwork.ts';
import { beginTraining, type TrainingUnderWay } from './trainingUnderWay.ts';

/** A training, or a run that was trained before. */
type Opened = Pick<TrainedRun, 'task' | 'options'> & {
  start: StartNetwork;
  /** State of its last whole epoch. */
  state(): TrainingState;
  /** Absent for a run that was opened to answer only. */
  underWay?: TrainingUnderWay;
  /** The network of one epoch, built to answer. */
  answering?: { epoch: number; network: TrainedNetwork };
};

/**
 * The fine-tuning calls of the tensor worker; one training, or one trained run, is open at a time.
 *
 * @param inUse the network last loaded; throws where there is none
 */
export function createFinetuneWorker(inUse: () => StartNetwork): FinetuneWorker {
  let opened: Opened | undefined;

  function needOpened(): Opened {
    if (!opened) throw new Error('need a training; got none: start one first');
    return opened;
  }

  function needUnderWay(): TrainingUnderWay {
    const { underWay } = needOpened();
    if (!underWay)
      throw new Error('need a training under way; got one that was opened: start it with its request');
    return underWay;
  }

  function end(): void {
    opened?.underWay?.dispose();
    opened?.answering?.network.dispose();
    opened = undefined;
  }

  /** The network as its best epoch left it; built anew when a later epoch is better. */
  function bestNetwork(run: Opened): TrainedNetwork {
    const state = run.state();
    const epoch = state.best?.epoch ?? 0;
    if (run.answering?.epoch !== epoch) {
      run.answering?.network.dispose();
      run.answering = { epoch, network: trainedNetwork(run.start, learntOf(state), run.task) };
    }
    return run.answering.network;
  }

  return {
    startTraining: (request, from, port) =>
      serveJob(
        port,
        async job => {
          end();
          const start = inUse();
          const underWay = await beginTraining(start, request, from, job);
          const { task, options } = request;
          opened = { start, task, options, state: underWay.state, underWay };
        },
        limitsToWait,
      ),
    trainEpoch: port => serveJob(port, job => needUnderWay().trainEpoch(job), limitsToWait),
    predictRows: async rows => needUnderWay().predict(rows),
    async openTrained({ task, options, state }) {
      end();
      opened = { start: inUse(), task, options, state: () => state };
    },
    predictGalaxies: async galaxies => bestNetwork(needOpened()).answer(galaxies),
    async exportTrained(card) {
      const { start: parent, options, state } = needOpened();
      const { name, title, sha256, licence, credit, architecture, view } = parent.card;
      return writeFinetuned(parent.weights, learntOf(state()), {
        ...card,
        architecture,
        network: parent.network,
        ...(parent.architecture && { structure: parent.architecture }),
        view,
        recipe: options,
        parent: { name, title, sha256, licence, credit },
      });
    },
    degrade: async (images, degradation, seed) => degradedImages(images, degradation, seed),
    async measureGalaxies(batch) {
      const steps = measuresOf(batch);
      let step = steps.next();
      while (!step.done) step = steps.next(); // a few dozen galaxies a call: a second at most
      return step.value;
    },
    async endTraining() {
      end();
    },
  };
}
