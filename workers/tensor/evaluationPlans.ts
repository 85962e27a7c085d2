import type { DistilSettings } from '../../src/contracts/distillation/distilSettings.ts';
import type { Contender, EvaluationNetwork } from '../../src/contracts/distillation/prototypes.ts';
import { fading, learntSteps } from '../../src/maths/distillation/stepSchedules.ts';
import type { TrainingPlan } from '../../src/nets/distillation/studentTraining.ts';

const smallBatch = 32; // of ten images a class; fewer all go into every step

/**
 * How a fresh network is taught by each contender.
 *
 * @param trainImages of the full set
 * @param learnt step sizes by start epoch, which only the network they were learnt with follows; empty where none were
 */
export function evaluationPlans(
  { evaluation, matching, augmentation, experts }: DistilSettings,
  trainImages: number,
  learnt: readonly number[],
) {
  const { momentum, steps } = evaluation;

  function full(seed: number): TrainingPlan {
    const { fullEpochs, fullBatchSize: batchSize, fullStepSize } = evaluation;
    const stepSizes = fading(fullStepSize, fullEpochs * Math.ceil(trainImages / batchSize));
    return { stepSizes, batchSize, momentum, augmentation: experts.augmentation, seed };
  }

  function few(stepSizes: readonly number[], seed: number): TrainingPlan {
    return { stepSizes, batchSize: smallBatch, momentum, augmentation, seed };
  }

  return (contender: Contender, network: EvaluationNetwork, seed: number): TrainingPlan => {
    if (contender === 'full') return full(seed);
    const follows = contender === 'synthetic' && network === 'convnet' && learnt.length > 0;
    return few(
      follows ? learntSteps({ ...matching, stepSizes: learnt, steps }) : fading(evaluation.stepSize, steps),
      seed,
    );
  };
}

/** A plan in a line, for the card. */
export function recipeOf({ stepSizes, batchSize, momentum, augmentation }: TrainingPlan): string {
  const [first, last] = [stepSizes[0], stepSizes[stepSizes.length - 1]].map(size =>
    Number(size.toPrecision(2)),
  );
  const images = batchSize ? `batches of at most ${batchSize}` : 'all images';
  return `${stepSizes.length} steps on ${images}, step size ${first} to ${last}, momentum ${momentum ?? 0}, ${augmentation ? 'augmented' : 'as they are'}`;
}
