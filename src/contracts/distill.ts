import type { StartEpochState } from '../maths/startEpochs.ts';
import type { Augmentation } from './finetune.ts';
import type { PixelView } from './ingest.ts';
import type { JobPort } from './job.ts';

/** How one class is found among a catalogue's galaxies. */
export interface ClassRecipe {
  name: string;
  /** A rule over columns (maths/columnRule.ts) that members fulfil: "`Class8.1` > 0.3". */
  rule: string;
  /** Columns whose product says how sure a member is, the surest taken first; none: drawn by the hash of the ids. */
  confidence: string[];
}

/** How a balanced set is chosen. A galaxy that fulfils several rules belongs to the class that stands first. */
export interface CurationRecipe {
  /** "Eight shapes of Galaxy Zoo 2" */
  title: string;
  classes: ClassRecipe[];
  /** Most galaxies a class to train on; the smallest class bounds it, for the set is balanced. Default 80. */
  perClass: number;
  /** 32, 64 or 128. Default 32. */
  view: PixelView;
}

/** Galaxies of one part of a curated set, class by class, as many of each. */
export interface CuratedRows {
  /** (n) rows of the catalogue */
  rows: Uint32Array;
  /** (n) 0 … classes − 1 */
  labels: Uint8Array;
}

/** Which galaxies a recipe chooses, before any pixel is read: what the room shows and counts. */
export interface CuratedChoice {
  recipe: CurationRecipe;
  /** By the project's split (maths/split.ts): of the ids alone, so that no test galaxy is ever trained on. */
  train: CuratedRows;
  validation: CuratedRows;
  test: CuratedRows;
  /** (classes) galaxies that fulfil each rule and no earlier one, in all parts. */
  found: Uint32Array;
}

/** A part with its pixels. */
export interface CuratedPart extends CuratedRows {
  /** (n, sidePx, sidePx, 3) row-major RGB, 0–255 */
  pixels: Uint8Array;
}

/** A balanced set and what its pixels are standardised by: (value − mean) / deviation. */
export interface CuratedSet {
  title: string;
  classes: string[];
  view: PixelView;
  /** (3) of the train part's channels, 0–255 */
  mean: number[];
  /** (3) likewise, > 0 */
  deviation: number[];
  train: CuratedPart;
  validation: CuratedPart;
  test: CuratedPart;
}

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
  /** Absent: none. */
  augmentation?: Augmentation;
}

/** Trajectory matching, plain and self-adaptive: nets/selfAdaptiveMatching.ts. */
export interface MatchingSettings {
  /** N: student steps to one expert epoch. */
  studentSteps: number;
  /** Images a student step sees; absent: all. */
  batchSize?: number;
  /** Learning rate of the pixels. */
  imageRate: number;
  /** Of the step size's logarithm. */
  stepSizeRate: number;
  /** Of both. Default 0.5. */
  momentum: number;
  /** Where every student step size begins. */
  stepSize: number;
  /** MTT's: start epochs are 0 … cap − 1. STM begins at 1 and raises it. */
  cap: number;
  /** STM's λ, the look every so many iterations, … : maths/startEpochs.ts, StartEpochOptions. */
  lookEvery: number;
  falling: number;
  rising: number;
  longestSeries: number;
  rateFactor: number;
  rateEvery: number;
  leastRate: number;
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
  /** Of all but the student on learnt step sizes, which were learnt without. Default 0.9. */
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

export interface DistilRequest {
  /** Names the run in the browser's storage: experts, checkpoints and evaluations are filed under it. */
  key: string;
  /** What the person calls it. */
  title: string;
  set: CuratedSet;
  settings: DistilSettings;
}

/** One iteration as the curves show it. */
export interface DistilIteration {
  /** From 1. */
  iteration: number;
  loss: number;
  /** STM: at the epoch behind the cap, which is not trained on. */
  nextLoss?: number;
  /** Of trajectory matching, after this iteration. */
  cap?: number;
  /** What the start epoch of this iteration has learnt. */
  stepSize?: number;
}

/** The images as they were after an iteration; the first frame is what they began from. */
export interface PrototypeFrame {
  iteration: number;
  /** (images, sidePx, sidePx, 3) row-major, standardised */
  images: Float32Array;
}

/** Where a run stands. Kept every minute, after every expert epoch and at every pause; a reload loses no more. */
export interface DistilStanding {
  /** Epochs of experts that are kept, of those wanted; both 0 for DM. */
  expertEpochs: number;
  expertEpochsWanted: number;
  /** Every iteration so far. */
  iterations: DistilIteration[];
  /** (images) class of each synthetic image */
  labels: Uint8Array;
  /** The images now: the last frame. */
  frame: PrototypeFrame;
  /** Some 40 at most, the first among them: every other one goes when they become more. */
  frames: PrototypeFrame[];
  /** (cap) step sizes learnt, by start epoch; empty for DM. */
  stepSizes: number[];
  /** Iterations are used up, or the pixels' rate has fallen below its floor. */
  finished: boolean;
  evaluations: EvaluationRow[];
}

/** What some seconds of distillation brought. */
export interface DistilStretch {
  /** Those made in this call, and in one before that was cancelled. */
  iterations: DistilIteration[];
  frame: PrototypeFrame;
  stepSizes: number[];
  finished: boolean;
  /** At the pace so far; absent where the end is not known: STM stops when its own rate has fallen. */
  secondsLeft?: number;
}

/** What networks are trained on to be compared. "synthetic" is the run's images. */
export type Contender = 'synthetic' | 'random' | 'average' | 'herding' | 'full';

/** What is trained on them: the student the images were made with, or a small ResNet. */
export type EvaluationNetwork = 'convnet' | 'resnet';

/** How well fresh networks trained on a contender know the held-out galaxies. */
export interface EvaluationRow {
  contender: Contender;
  network: EvaluationNetwork;
  /** The run's iteration that "synthetic" was judged at. */
  iteration?: number;
  imagesPerClass: number;
  /** Test accuracy of each fresh network, 0–1. */
  accuracies: number[];
  mean: number;
  /** Sample standard deviation over the networks; 0 of one. */
  sd: number;
  /** 95 % of the mean under a bootstrap of the test images, which are few. */
  low: number;
  high: number;
  /** (classes, classes) row-major counts over all networks: rows are true classes. */
  confusion: Uint32Array;
  /** How they were trained, as a sentence: steps or epochs, step size, views. */
  recipe: string;
}

/** A prototype set's card; its images lie in the file it names. public/prototypes/NAME.json, and what is exported. */
export interface PrototypeCard {
  name: string;
  title: string;
  /** Of the survey the real galaxies are from. */
  credit: string;
  classes: string[];
  view: PixelView;
  mean: number[];
  deviation: number[];
  settings: DistilSettings;
  /** (images) class of each */
  labels: number[];
  /** Step sizes learnt, by start epoch; empty for DM. */
  stepSizes: number[];
  /** Galaxies a class of each part. */
  perClass: { train: number; validation: number; test: number };
  /** Where the curves are; thinned to some 200. */
  iterations: DistilIteration[];
  /** Test accuracies, the other contenders' beside. */
  evaluations: (Omit<EvaluationRow, 'confusion'> & { confusion: number[] })[];
  images: {
    /** Beside the card. 8-bit numbers, frame by frame: value = low + byte · (high − low) / 255. */
    file: string;
    bytes: number;
    sha256: string;
    /** In the order of the file, the last the result. */
    frames: { iteration: number; low: number; high: number }[];
    /** Behind the frames in the same file, likewise: each class's average over the train part. Absent: not told. */
    averages?: { low: number; high: number };
  };
}

/** A card with its frames, standardised; the last is the result. */
export interface PrototypeSet {
  card: PrototypeCard;
  frames: PrototypeFrame[];
  /** (classes, sidePx, sidePx, 3) row-major, standardised: averages over the train part, shown beside the prototypes. */
  averages?: Float32Array;
}

/** public/prototypes/index.json: names of the shipped sets, the one to be shown first at the head. */
export interface ShippedPrototypes {
  sets: string[];
}

/** STM's own numbers, which a checkpoint carries; others are told in {@link DistilStanding}. */
export interface DistilCheckpoint {
  iterations: DistilIteration[];
  frames: PrototypeFrame[];
  images: Float32Array;
  imageVelocity?: Float32Array;
  /** Absent for DM. */
  epochs?: StartEpochState;
  stepSizeVelocities?: readonly number[];
}

/**
 * Distillation, a part of workers/tensor.worker.ts: open an instance of its own for it and choose its backend first. Every call
 * that computes is cancelled by its job, rejects with an AbortError then, keeps what is done, and goes on when called again: a
 * pause is a cancel. Calls reject with a DeviceLostError when the device goes away: start a new instance and open the run again.
 */
export interface DistilWorker {
  /** Begins a run, or goes on with the one kept under its key, whose set and settings then count. */
  startDistillation(request: DistilRequest): Promise<DistilStanding>;
  /** Goes on with a kept run, after a reload. Rejects where there is none of that key. */
  resumeDistillation(key: string): Promise<DistilStanding>;
  /**
   * Trains the experts that are still missing; each epoch is kept as it is done. Progress counts epochs. Returns at once where
   * there is nothing to train.
   */
  trainExperts(job?: JobPort): Promise<void>;
  /** Iterates for about so many seconds, less where the run ends: call it again and again, and draw what it brings. */
  distil(seconds: number, job?: JobPort): Promise<DistilStretch>;
  /** One row of the table, kept with the run. Progress counts networks. */
  evaluate(contender: Contender, network: EvaluationNetwork, job?: JobPort): Promise<EvaluationRow>;
  /** The run as a prototype set, with the rows of its table: to be shown, exported, compared. */
  prototypes(credit: string): Promise<PrototypeSet>;
  /** Gives back what the run holds; what is kept stays. */
  endDistillation(): Promise<void>;
}
