import type { SelfSettings } from '../../maths/selfsupervision/settings.ts';
import type { LearntTensors } from '../finetune.ts';
import type { JobPort } from '../job.ts';
import type { CardFigure } from '../tensor.ts';

/** What tells whether a network maps all galaxies to one point. */
export interface SelfGauges {
  /** Deviation of projections as a share of what it is where all directions are used alike; BYOL's and VICReg's. */
  spread?: number;
  /** Entropy of the teacher's mean shares and their divergence from it, nats; DINO's. */
  entropyOfMean?: number;
  divergence?: number;
}

/** What an epoch of learning without labels was like: means over its steps. */
export interface SelfEpoch extends SelfGauges {
  /** From 1. */
  epoch: number;
  loss: number;
}

/** All that a training remembers between two steps; structured clone and IndexedDB store it as it is. */
export interface SelfCheckpoint {
  /** Taken so far. */
  steps: number;
  epochs: SelfEpoch[];
  /** (3) sums of loss and gauges over the steps of the epoch under way. */
  sums: number[];
  /** By the tensors' keys, in PyTorch's layout: what learns of the encoder, and the heads. */
  student: LearntTensors;
  /** Empty where the method has no teacher. */
  teacher: LearntTensors;
  /** (outputs) DINO's. */
  centre: Float32Array;
  optimiser: { steps: number; moments: Map<string, { mean: Float32Array; square: Float32Array }> };
}

/**
 * What learns: the top blocks of the network last loaded, which must be an EfficientNet-Lite, a small network from nothing
 * (maths/selfsupervision/smallNetwork), or ViT-micro from nothing (maths/architectures).
 */
export type SelfStart = { kind: 'top'; blocks: number } | { kind: 'small' } | { kind: 'vit' };

/** What is learnt from which galaxies, and how. */
export interface SelfRequest {
  start: SelfStart;
  settings: SelfSettings;
  seed: number;
  sidePx: number;
  /** (n, sidePx, sidePx, 3) row-major RGB, 0–255 */
  pixels: Uint8Array;
}

/** Enough to go on after a reload: the checkpoint, and the statistics of norms that came from the galaxies. */
export interface SelfState {
  checkpoint: SelfCheckpoint;
  /** Present where the network began from nothing. */
  statistics?: LearntTensors;
}

/** Where a training stands. */
export interface SelfStand {
  steps: number;
  stepsInAll: number;
  stepsAnEpoch: number;
  epochs: SelfEpoch[];
  /** Loss of the last step of this call; absent where it took none. */
  loss?: number;
  finished: boolean;
  /** What has happened, as a sentence, where the network has collapsed: it would learn nothing more, and the call ended early. */
  collapse?: string;
}

/** Two views of one galaxy as a training draws them, and how alike the network finds them. */
export interface SelfViews {
  sidePx: number;
  /** (views, sidePx, sidePx, 3) row-major, 0–255 */
  rgb: Uint8Array;
  /** Cosine of the representations about their mean over the galaxies asked about, −1 … 1: of the two views of this galaxy … */
  match: number;
  /** … and of its first view and those of other galaxies, on average. */
  others: number;
}

/** What the card of a network that has learnt without labels says. */
export interface SelfCard {
  title: string;
  /** Galaxies it has learnt from. */
  galaxies: number;
  figures: CardFigure[];
}

/**
 * Learning without labels, a part of workers/tensor.worker.ts: open an instance of its own for it and choose its backend; for
 * top blocks load their network too. Calls reject with a DeviceLostError when the device is lost: start a new instance from the
 * last state.
 */
export interface SelfWorker {
  /** Begins a training and ends the one before. @param from state of a training of the same request to go on with */
  startSelf(request: SelfRequest, from?: SelfState, job?: JobPort): Promise<SelfStand>;
  /**
   * Trains for about so many seconds, one step at least. Cancelled, it stops after a step and rejects with an AbortError; what
   * was learnt stays, and the next call goes on.
   */
  trainSelf(seconds: number, job?: JobPort): Promise<SelfStand>;
  /** Keep it: {@link SelfWorker.startSelf} goes on from it after a reload or a lost device. */
  selfState(): Promise<SelfState>;
  /** Representations by the network as it is now: (n, sidePx, sidePx, 3) pixels → (n, dimension) row-major. */
  selfVectors(pixels: Uint8Array): Promise<Float32Array>;
  /** Two large views of one galaxy of the request, drawn by a seed. */
  selfViews(galaxy: number, seed: number): Promise<SelfViews>;
  /** The network as it is now as a safetensors file, which TensorWorker.loadEncoderFile reads. */
  exportSelf(card: SelfCard): Promise<Uint8Array<ArrayBuffer>>;
  /** Frees what the training holds. */
  endSelf(): Promise<void>;
}
