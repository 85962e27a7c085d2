import type { PixelView } from '../ingest.ts';
import type { DistilSettings } from './distilSettings.ts';

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
    /** Behind the frames in the same file, likewise: each class's average over the train part. Absent in sets that do not have them. */
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
