import type { StartEpochOptions } from '../maths/distillation/startEpochs.ts';
import type { Augmentation } from './finetune.ts';

/** STM raises its cap on start epochs by itself; MTT has it fixed; DM matches features and needs no experts. */
export type DistilMethod = 'stm' | 'mtt' | 'dm';

/** How the experts are trained: nets/expertTrajectory.ts. */
export interface ExpertSettings {
  /** E. Default 10. */
  experts: number;
  /** Default 30. */
  epochs: number;
  batchSize: number;
  learningRate: number;
  /** 0–1. Default 0, as trajectory matching has it. */
  momentum: number;
  weightDecay: number;
  /** Share of their running average that outlasts a step, 0–1; what a student follows is the average. Absent: 0, none. */
  averaging?: number;
  /** Absent: none. */
  augmentation?: Augmentation;
}

/** Trajectory matching, plain and self-adaptive (nets/selfAdaptiveMatching.ts), with STM's own constants. */
export interface MatchingSettings extends Omit<StartEpochOptions, 'expertEpochs'> {
  /** N: student steps to the expert's epochs. */
  studentSteps: number;
  /**
   * M: expert epochs that those steps are to cover, from t to t + M. Absent: 1, as STM has it; the authors of trajectory
   * matching take 2. A small set makes short epochs whose direction is mostly chance.
   */
  epochsMatched?: number;
  /** Images a student step sees; absent: all. */
  batchSize?: number;
  /** Learning rate of the pixels. */
  imageRate: number;
  /** Share of the images' length that one gradient may change them by, times the rate; a longer one is shortened. Absent: any. */
  longestChange?: number;
  /** Of the step size's logarithm. */
  stepSizeRate: number;
  /** Of both. Default 0.5. */
  momentum: number;
  /** Where every student step size begins. */
  stepSize: number;
  /** MTT's: start epochs are 0 … cap − 1. STM begins at 1 and raises it. */
  cap: number;
}

/** Distribution matching: nets/distributionMatching.ts. */
export interface DistributionSettings {
  /** Real images of a class that a step sees. */
  realPerClass: number;
  imageRate: number;
  /** 0–1. Default 0.5. */
  momentum: number;
}

/** How fresh networks are trained to be judged: SGD, a step size that falls to nothing along half a cosine. */
export interface EvaluationSettings {
  /** Fresh networks, and draws of random real images. Default 5. */
  networks: number;
  /** Steps on as few images as the synthetic ones, all of them in every step. */
  steps: number;
  /** Of those steps where none is learnt: on real images, DM's and by the other architecture. */
  stepSize: number;
  /** Epochs on the full set, in batches of `fullBatchSize`. */
  fullEpochs: number;
  fullBatchSize: number;
  fullStepSize: number;
  /** Default 0.9, on learnt step sizes too, as the authors of trajectory matching judge theirs. */
  momentum: number;
}

export interface DistilSettings {
  method: DistilMethod;
  /** 1, 5 or 10. */
  imagesPerClass: number;
  /** What the images are at first: noise, or as many real ones, chosen by herding (maths/herding.ts) in their pixels. */
  start: 'noise' | 'real';
  /** Of the student's ConvNet-D3. Default 32. */
  width: number;
  /** After which it stops, where nothing else stopped it. */
  iterations: number;
  /** Differentiable augmentation of the synthetic images in every step; absent: none. */
  augmentation?: Augmentation;
  experts: ExpertSettings;
  matching: MatchingSettings;
  distribution: DistributionSettings;
  evaluation: EvaluationSettings;
  seed: number;
}
