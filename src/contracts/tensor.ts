import type { KeptAttention } from '../maths/attention/attentionView.ts';
import type { HeadCard } from './decisionTree.ts';
import type { PixelBatch, PixelView } from './ingest.ts';
import type { JobPort } from './job.ts';
import type { FeatureMaps, FilterPictures } from './network.ts';

/** tfjs's backends, by its own names. */
export type BackendName = 'webgpu' | 'wasm' | 'cpu';

/** One backend's result in the race. */
export interface BackendLap {
  name: BackendName;
  /** Median milliseconds of the trial forward pass; NaN where it did not start. */
  milliseconds: number;
  /** Adapter's own name, for WebGPU. */
  adapter?: string;
  /** True for a WebGPU adapter that runs on the processor (SwiftShader, llvmpipe). */
  software?: boolean;
  /** Why it could not run, as a sentence. */
  failure?: string;
}

/** Which backend is used, and why. */
export interface BackendReport {
  chosen: BackendName;
  /** One sentence for the person: why this one. */
  reason: string;
  /** True where the person chose it. */
  overridden: boolean;
  /** One for each backend that was considered. */
  laps: BackendLap[];
}

/** The model card shown in the app and the facts the pipeline needs. From public/models/NAME.json. */
export interface EncoderCard {
  name: string;
  title: string;
  architecture: string;
  /** Length of a representation. */
  dimension: number;
  view: PixelView;
  /** One paragraph each. */
  description: string;
  licence: string;
  credit: string;
  bytes: number;
  sha256: string;
  /** What its head answers, if it has one. */
  head?: HeadCard;
  /** Present where it can tell galaxies that are unlike those it learnt from. */
  familiar?: FamiliarCard;
  /** What it was trained and judged on, with the sizes of the splits. */
  data?: string;
  /** How well it does, each a line of the card. */
  figures?: CardFigure[];
  /** What it should not be used for. */
  limits?: string;
  /** Sentences about this file: tensors left out, answers that could not be named. */
  notes?: string[];
}

/** Where what a network knows ends. */
export interface FamiliarCard {
  /** Distance from the training galaxies (maths/linear/trainingDistance) from which on a galaxy is unlike them. */
  limit: number;
  /** Share of galaxies kept apart, of the same surveys, that lie beyond it, 0–1. */
  outside: number;
}

/** One line of figures on a model card. */
export interface CardFigure {
  label: string;
  value: string | number;
  /** Ends of the 95 % interval. */
  low?: number;
  high?: number;
  note?: string;
}

/** A file of weights from outside the app: a published encoder from the browser's shelf, or one from disk. */
export interface EncoderFile {
  /** What the app calls these weights. */
  name: string;
  title: string;
  description: string;
  licence: string;
  credit: string;
  /** "model.safetensors", for errors. */
  fileName: string;
  /** "mwalmsley/zoobot-finetuned-is_tidal", by which a head's answers are named; absent for a file from disk. */
  repository?: string;
  blob: Blob;
}

/** Name of the error of a call during which the GPU device was lost; the window then restarts the worker and repeats it. */
export const deviceLostError = 'DeviceLostError';

/** workers/tensor.worker.ts: everything that needs tfjs. */
export interface TensorWorker {
  /** Races the backends on this machine (a second or two), or takes the one asked for. */
  chooseBackend(override?: BackendName): Promise<BackendReport>;
  /** Fetches, verifies and builds an encoder from modelsUrl + NAME.json; "random" draws seeded weights of the same architecture. */
  loadEncoder(name: string, modelsUrl: string, job?: JobPort): Promise<EncoderCard>;
  /** Reads, identifies and builds an encoder from a file of published weights; rejects with a sentence that names the file. */
  loadEncoderFile(file: EncoderFile, job?: JobPort): Promise<EncoderCard>;
  /** (batch.rows.length, dimension) row-major. Rejects with DeviceLostError if the device is lost meanwhile. */
  embed(batch: PixelBatch): Promise<Float32Array>;
  /** The head's answers: (n, dimension) row-major representations → (n, answers) row-major. Rejects where there is no head. */
  answers(vectors: Float32Array): Promise<Float32Array>;
  /**
   * How far representations lie from those of the training galaxies, in the card's `familiar.limit`: (n, dimension) row-major
   * → (n), more than 1 beyond it. Rejects where the card has no such limit.
   */
  distances(vectors: Float32Array): Promise<Float32Array>;
  /** Names of the stages whose feature maps can be shown, in order. */
  stages(): Promise<string[]>;
  /** The filters of the first layer, as pictures. */
  firstFilters(): Promise<FilterPictures>;
  /** At most `most` channels of a stage for an image: a batch of one. */
  featureMaps(image: PixelBatch, stage: string, most: number): Promise<FeatureMaps>;
  /**
   * How all tokens of a transformer attend to each other in an image, a batch of one; null where the network is none. It is handed
   * over whole, so that a click on a patch asks nobody.
   */
  attention(image: PixelBatch): Promise<KeptAttention | null>;
  /**
   * The expected share of one answer with a square of the image covered, for each square: (m). An occlusion map is
   * computed in small calls, so that it can be stopped and other calls can run in between.
   *
   * @param image a batch of one
   * @param answer index among the head's answers
   * @param squares (m, 3) row-major: left, top, side in pixels; what lies outside the image is cut off
   */
  occluded(image: PixelBatch, answer: number, squares: Int16Array): Promise<Float32Array>;
  /** How many galaxies one call of `embed` should take on this backend. */
  batchSize(): Promise<number>;
  /** Bytes and tensors tfjs holds, for the jobs tray and for leak tests. */
  memory(): Promise<{ tensors: number; bytes: number }>;
  /** Destroys the WebGPU device, as a driver reset would. For tests; false on other backends. */
  loseDevice(): Promise<boolean>;
}
