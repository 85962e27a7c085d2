import type { HeadCard } from './decisionTree.ts';
import type { PixelBatch, PixelView } from './ingest.ts';
import type { JobPort } from './job.ts';
import type { FeatureMaps, FilterPictures } from './network.ts';

export type BackendName = 'webgpu' | 'wasm' | 'cpu';

/** One backend's showing in the race. */
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

export interface BackendReport {
  chosen: BackendName;
  /** One sentence for the person: why this one. */
  reason: string;
  overridden: boolean;
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
  /** What it was trained and judged on, with the sizes of the splits. */
  data?: string;
  /** How well it does, each a line of the card. */
  figures?: CardFigure[];
  /** What it should not be trusted with. */
  limits?: string;
  /** Sentences about this very file: tensors left out, answers that could not be named. */
  notes?: string[];
}

/** One line of figures on a model card. */
export interface CardFigure {
  label: string;
  value: string | number;
  /** Where it lies with 95 % certainty. */
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

/** Thrown (by name) by any call during which the GPU device went away; the window restarts the worker and goes on. */
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
  /** What the head says of representations: (n, answers) row-major, as its card has it. Rejects where there is no head. */
  answers(vectors: Float32Array): Promise<Float32Array>;
  /** Names of the stages whose feature maps can be had, in order. */
  stages(): Promise<string[]>;
  firstFilters(): Promise<FilterPictures>;
  /** At most `most` channels of a stage for an image: a batch of one. */
  featureMaps(image: PixelBatch, stage: string, most: number): Promise<FeatureMaps>;
  /**
   * The expected share of one answer with a square of the image covered, for each square: (m). An occlusion map asks in
   * small calls, so that it can be stopped, and other calls come between.
   *
   * @param image a batch of one
   * @param answer index among the head's answers
   * @param squares (m, 3) row-major: left, top, side in pixels; what lies outside the image is cut off
   */
  occluded(image: PixelBatch, answer: number, squares: Int16Array): Promise<Float32Array>;
  /** How many galaxies one call of `embed` should carry on this backend. */
  batchSize(): Promise<number>;
  /** Bytes and tensors tfjs holds, for the jobs tray and for leak tests. */
  memory(): Promise<{ tensors: number; bytes: number }>;
  /** Destroys the WebGPU device, as a driver reset would. For tests; false on other backends. */
  loseDevice(): Promise<boolean>;
}
