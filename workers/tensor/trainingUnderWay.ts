import type { TrainedEpoch, TrainingRequest, TrainingState } from '../../src/contracts/finetune.ts';
import { onDevice } from '../../src/nets/device/gpuDevice.ts';
import { createTraining, type Training, type TrainingSetup } from '../../src/nets/training/training.ts';
import type { JobContext } from '../../src/rpc/jobContext.ts';
import { encoderToTrain, isRandomStart } from './encoderToTrain.ts';
import type { StartNetwork } from './startNetwork.ts';
import { trainingInputs } from './trainingInputs.ts';

/** A training that can continue with its next batch, or answer by its best epoch. */
export interface TrainingUnderWay {
  /** Trains to the end of the epoch under way; reports batches and can be cancelled between them. */
  trainEpoch(job: JobContext): Promise<TrainedEpoch>;
  /** Outputs of the best epoch's head for rows of the examples. @returns (rows, outputs) row-major */
  predict(rows: Uint32Array): Promise<Float32Array>;
  /** State of the last whole epoch. */
  state(): TrainingState;
  dispose(): void;
}

/**
 * Prepares what a request trains on and begins, or continues from the state of an earlier training of it.
 *
 * @throws RangeError where rows, examples and answers do not fit
 */
export async function beginTraining(
  start: StartNetwork,
  request: TrainingRequest,
  from: TrainingState | undefined,
  job: JobContext,
): Promise<TrainingUnderWay> {
  const { task, train, validation, options } = request;
  const { dimension } = start.card;
  const encoder = await encoderToTrain(start, request);
  try {
    const inputs = await trainingInputs(request, dimension, encoder, job);
    for (const rows of [train, validation]) needRowsBelow(inputs.count, rows);
    const setup = { inputs, task, train, validation, options, encoder, dimension };
    const training = await onDevice(() => createTraining(setup, from));
    const statistics = isRandomStart(start) ? await encoder?.statistics() : undefined;
    return underWay(setup, training, statistics);
  } catch (error) {
    encoder?.dispose();
    throw error;
  }
}

/** @param statistics of the batch norms, where they belong to the state because the start has none */
function underWay(
  setup: TrainingSetup,
  first: Training,
  statistics: TrainingState['statistics'],
): TrainingUnderWay {
  const { inputs, options, train } = setup;
  let training = first;
  let holdsBest = false; // the best epoch's tensors are in place of the last one's

  const state = (): TrainingState => ({ ...training.state(), ...(statistics && { statistics }) });

  async function putLastEpochBack(): Promise<void> {
    if (!holdsBest) return;
    const last = training.state();
    training.dispose();
    training = await onDevice(() => createTraining(setup, last));
    holdsBest = false;
  }

  return {
    async trainEpoch(job) {
      await putLastEpochBack();
      for (;;) {
        const { epoch, batch, figures, finished } = await training.step();
        const done = Math.min(batch * options.batchSize, train.length);
        job.report({ phase: `Epoch ${epoch}`, done, total: train.length, unit: 'galaxies' });
        if (figures) return { figures, finished, state: state() };
        await job.breathe();
      }
    },
    async predict(rows) {
      needRowsBelow(inputs.count, rows);
      if (!holdsBest) training.restoreBest();
      holdsBest = true;
      return training.predict(rows);
    },
    state,
    dispose() {
      training.dispose();
      setup.encoder?.dispose();
    },
  };
}

function needRowsBelow(count: number, rows: Uint32Array): void {
  const outside = rows.find(row => row >= count);
  if (outside !== undefined) throw new RangeError(`need rows below ${count}; got ${outside}`);
}
