import type { TrainingRequest } from '../../src/contracts/finetune.ts';
import { onDevice } from '../../src/nets/device/gpuDevice.ts';
import { learningRates, lowestLearningStage } from '../../src/nets/training/learningRates.ts';
import type { TrainableEncoder } from '../../src/nets/training/trainableEncoder.ts';
import {
  keepFrozenStages,
  keptInputs,
  pixelInputs,
  type TrainingInputs,
} from '../../src/nets/training/trainingInputs.ts';
import type { JobContext } from '../../src/rpc/jobContext.ts';

/**
 * What a training takes as input: representations or images as they are, or the outputs of the frozen stages for images,
 * computed here once.
 *
 * @param dimension length of a representation
 * @param encoder needed for images
 * @throws RangeError for representations where more than the head learns
 */
export async function trainingInputs(
  { examples, options }: TrainingRequest,
  dimension: number,
  encoder: TrainableEncoder | undefined,
  job: JobContext,
): Promise<TrainingInputs> {
  if (examples.kind === 'vectors') {
    if (options.depth !== 'head') {
      throw new RangeError(`need images to train more than the head; got representations: hand over pixels`);
    }
    const { vectors } = examples;
    return keptInputs(vectors, vectors.length / dimension, [1, 1, dimension], 0); // no encoder: the stage is not used
  }
  const { sidePx, pixels, augmentation, keptViews: views } = examples;
  const rates = learningRates(encoder!.parameters.keys(), options, encoder!.blocks);
  const lowest = lowestLearningStage(encoder!.stages, rates.keys());
  if (views === undefined || lowest === 0) return pixelInputs(pixels, sidePx, augmentation);
  const { seed, batchSize } = options;
  const steps = keepFrozenStages(encoder!, lowest, pixels, sidePx, { augmentation, views, seed, batchSize });
  const total = (1 + (augmentation ? views : 0)) * (pixels.length / (sidePx * sidePx * 3));
  for (;;) {
    const step = await onDevice(() => steps.next());
    if (step.done) return step.value;
    job.report({ phase: 'Computing the frozen layers', done: step.value, total, unit: 'images' });
    await job.breathe();
  }
}
