import * as tf from '@tensorflow/tfjs-core';
import type {
  EpochFigures,
  LearntTensors,
  TrainingOptions,
  TrainingState,
  TrainingStep,
  TrainingTask,
} from '../../contracts/finetune.ts';
import { standardisationOf } from '../../maths/linear/standardisation.ts';
import { createRandom } from '../../maths/statistics/random.ts';
import { balancedBatches, shuffledBatches } from '../../maths/statistics/trainingBatches.ts';
import { onDevice } from '../device/gpuDevice.ts';
import { createAdamW } from './adamW.ts';
import { learningRates, lowestLearningStage } from './learningRates.ts';
import { type Parameter, readParameter, writeParameter } from './parameter.ts';
import type { TrainableEncoder } from './trainableEncoder.ts';
import { createTrainableHead } from './trainableHead.ts';
import type { TrainingInputs } from './trainingInputs.ts';
import { outputCount, rightAnswers, taskLoss } from './trainingTask.ts';

/** Representations from which the standardisation is taken: enough to know a standard deviation to within 3 %. */
const standardisingRows = 1024;

/** What is trained on what. */
export interface TrainingSetup {
  inputs: TrainingInputs;
  task: TrainingTask;
  /** (m) rows of the inputs to learn from; `validation` likewise, to choose the best epoch by. */
  train: Uint32Array;
  validation: Uint32Array;
  options: TrainingOptions;
  /** Needed where more than the head learns, or where the inputs are not whole representations. */
  encoder?: TrainableEncoder;
  /** Length of a representation. */
  dimension: number;
}

/** A training that runs step by step: it pauses when no further step is asked for. */
export interface Training {
  /** One batch; with the last of an epoch the validation too. */
  step(): Promise<TrainingStep>;
  /** Everything needed to continue from the end of the last complete epoch. */
  state(): TrainingState;
  /** Outputs of the head for rows, as the network is now. @returns (rows, outputs) row-major */
  predict(rows: Uint32Array): Promise<Float32Array>;
  /** Restores the tensors of the epoch with the lowest validation loss. */
  restoreBest(): void;
  dispose(): void;
}

/**
 * Trains a head, and whatever of the encoder is thawed, with AdamW. The encoder's parameters are changed in place.
 *
 * Every epoch has its own seed, so that a training continued from a state equals one that was never interrupted.
 *
 * Over 100 lines because step, validation and state share the same variables (head, optimiser, kept state, position in the
 * epoch); divided, they would pass all of them to each other.
 *
 * @param from a state of the same setup to continue from
 * @throws RangeError where rows, inputs and answers do not fit
 */
export async function createTraining(setup: TrainingSetup, from?: TrainingState): Promise<Training> {
  const { inputs, task, train, validation, options, encoder, dimension } = setup;
  if (train.length === 0 || validation.length === 0) {
    throw new RangeError(
      `need galaxies to train and to validate on; got ${train.length} and ${validation.length}`,
    );
  }
  const rates = learningRates(encoder?.parameters.keys() ?? [], options, encoder?.blocks);
  const lowest = lowestLearningStage(encoder?.stages ?? [], rates.keys());
  if (rates.size > 0 && inputs.stage > lowest) {
    throw new RangeError(
      `need inputs of stage ${lowest} or below, where something learns; got stage ${inputs.stage}`,
    );
  }
  const vectorsOf = (x: tf.Tensor4D): tf.Tensor2D =>
    tf.tidy(() => {
      const means = encoder ? encoder.run(x, inputs.stage) : x; // (batch, 1, 1, dimension)
      return tf.reshape<tf.Rank.R2>(means, [x.shape[0], dimension]);
    });
  /** What `run` gives of the representations of rows as they are, (rows, columns). */
  async function overRows(rows: Uint32Array, columns: number, run: (vectors: tf.Tensor2D) => tf.Tensor2D) {
    const values = new Float32Array(rows.length * columns);
    for (let first = 0; first < rows.length; first += options.batchSize) {
      const part = rows.subarray(first, first + options.batchSize);
      const output = tf.tidy(() => run(vectorsOf(inputs.batch(part)))); // (batch, columns)
      try {
        values.set((await onDevice(() => output.data())) as Float32Array, first * columns);
      } finally {
        output.dispose();
      }
    }
    return values;
  }
  const standardisation = from
    ? from.standardisation
    : standardisationOf(await overRows(train.subarray(0, standardisingRows), dimension, tf.clone), dimension);
  const head = createTrainableHead(dimension, outputCount(task), standardisation);
  const parameters = new Map<string, Parameter>([...(encoder?.parameters ?? []), ...head.parameters]);
  const wanted = new Set(rates.keys());
  for (const key of head.parameters.keys()) rates.set(key, options.learningRate);
  const learning = [...rates.keys()];
  const read = async (): Promise<LearntTensors> => {
    const tensors: LearntTensors = new Map();
    for (const key of learning) tensors.set(key, (await readParameter(parameters.get(key)!)).values);
    return tensors;
  };
  const write = (tensors: LearntTensors) => {
    for (const [key, values] of tensors) writeParameter(parameters.get(key)!, values);
  };
  if (from) write(from.tensors);
  const optimiser = createAdamW({ weightDecay: options.weightDecay }, from?.optimiser);
  let kept: TrainingState = from ?? {
    figures: [],
    tensors: await read(),
    optimiser: await optimiser.state(),
    best: undefined,
    standardisation,
  };
  let batches: Uint32Array[] = [];
  let [done, lossSum] = [0, 0];
  let random = createRandom(0);

  async function trainOn(rows: Uint32Array): Promise<number> {
    const x = inputs.batch(rows, random);
    const pass = encoder && wanted.size > 0 ? encoder.forward(x, inputs.stage) : undefined;
    const vectors = pass?.vectors ?? vectorsOf(x);
    const answer = head.forward(vectors, options.dropout, random);
    const outputs = (await answer.outputs.data()) as Float32Array;
    const loss = taskLoss(task, rows, outputs);
    const { gradients, dVectors } = answer.backward(loss.gradient, pass !== undefined);
    if (pass && dVectors) {
      for (const [key, gradient] of pass.backward(dVectors, wanted)) gradients.set(key, gradient);
    }
    optimiser.step(parameters, gradients, rates);
    tf.dispose([x, vectors, answer.outputs, ...gradients.values(), ...(dVectors ? [dVectors] : [])]);
    return loss.value;
  }

  const predict = (rows: Uint32Array) => overRows(rows, head.outputs, head.run);

  async function endEpoch(trainLoss: number): Promise<EpochFigures> {
    const outputs = await predict(validation);
    const figures: EpochFigures = {
      epoch: kept.figures.length + 1,
      trainLoss,
      validationLoss: taskLoss(task, validation, outputs).value,
    };
    const right = rightAnswers(task, validation, outputs);
    if (right !== undefined) figures.validationAccuracy = right / validation.length;
    const tensors = await read();
    const better = !kept.best || figures.validationLoss < kept.best.validationLoss;
    const { epoch, validationLoss } = figures;
    kept = {
      figures: [...kept.figures, figures],
      tensors,
      optimiser: await optimiser.state(),
      best: better ? { epoch, validationLoss, tensors } : kept.best,
      standardisation,
    };
    return figures;
  }

  function isFinished(): boolean {
    const epochs = kept.figures.length;
    return epochs >= options.maxEpochs || epochs - (kept.best?.epoch ?? 0) >= options.patience;
  }

  return {
    async step() {
      const epoch = kept.figures.length + 1;
      if (done === 0) {
        random = createRandom(options.seed * 1_000_003 + epoch); // a prime beyond any number of epochs keeps seeds apart
        batches =
          options.balancedBatches && task.kind === 'classes'
            ? balancedBatches(train, task.labels, options.batchSize, random)
            : shuffledBatches(train, options.batchSize, random);
      }
      const rows = batches[done];
      const loss = await onDevice(() => trainOn(rows));
      lossSum += loss * rows.length;
      const step = { epoch, batch: ++done, batches: batches.length, loss, finished: false };
      if (done < batches.length) return step;
      const shown = batches.reduce((sum, batch) => sum + batch.length, 0);
      const figures = await endEpoch(lossSum / shown);
      [done, lossSum] = [0, 0];
      return { ...step, figures, finished: isFinished() };
    },
    state: () => kept,
    predict,
    restoreBest() {
      if (kept.best) write(kept.best.tensors);
    },
    dispose() {
      optimiser.dispose();
      head.dispose();
    },
  };
}
