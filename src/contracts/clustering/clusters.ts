import type { ClusterKind } from '../../maths/clustering/clusterKinds.ts';
import type { ClusterSettings } from '../../maths/clustering/clusterSettings.ts';
import type { ClusterShape } from '../../maths/clustering/clusterShape.ts';
import type { DiagonalMixture } from '../../maths/clustering/diagonalMixture.ts';
import type { Weights } from '../../maths/weights.ts';
import type { JobPort } from '../job.ts';

/** What an epoch was like. */
export interface ClusterEpoch {
  /** From 0. */
  epoch: number;
  prior: 'normal' | 'mixture';
  weight: number;
  /** Means over the epoch's steps, of samples. */
  loss: number;
  pictureError: number;
  inputError: number;
  /** Nats a galaxy. */
  divergence: number;
  /** Clusters in use: exp of the entropy of the shares of hard assignments; 0 before there are clusters. */
  inUse: number;
  /** I(z; c) of the judged galaxies, nats. */
  information: number;
  /** Latents whose means vary by more than 0.05. */
  activeLatents: number;
  /** Components that were set anew after it. */
  revived: number;
}

/** What is needed to go on: all that a training remembers between two steps. */
export interface ClusterCheckpoint {
  shape: ClusterShape;
  settings: ClusterSettings;
  seed: number;
  weights: Weights;
  /** Adam's steps and moments by name. */
  steps: number;
  moments: Map<string, { mean: Float32Array; square: Float32Array }>;
  /** (latents) what a unit of each is worth, for k-means. */
  scales: Float32Array;
  epochs: ClusterEpoch[];
  /** Of the epoch under way; absent between two. */
  within?: { steps: number; sums: number[] };
}

/** Galaxies as a clustering takes them. */
export interface GalaxiesToCluster {
  /** (n, numbers of a picture) row-major 0–255: each from its least to its most. */
  pictures: Uint8Array;
  /** (n, inputs) row-major: components of a representation; absent where pixels are clustered. */
  inputs?: Float32Array;
}

/** Galaxies that are learnt, and behind them those that are kept aside to judge by. */
interface LearntGalaxies extends GalaxiesToCluster {
  /** How many are learnt; absent: all. */
  learnt?: number;
  /** (n) of the catalogue */
  ids: string[];
  /** (n, nuisances) row-major; see maths/clustering/nuisances.ts */
  nuisances: Float32Array;
}

/** What a run is made of. */
export interface ClusterRequest {
  /** Names the run in the browser's storage. */
  key: string;
  /** What the person calls it. */
  title: string;
  kind: ClusterKind;
  settings: ClusterSettings;
  seed: number;
  sidePx: number;
  /** 3: pictures in red, green and blue; absent: grey. */
  colours?: 1 | 3;
  /** Whether companions are covered and galaxies turned; both false of pixels as published. */
  mask: boolean;
  turn: boolean;
  /** Where they come from: catalogue, weights of the representation, and the words of the choice. */
  source: ClusterSource;
  galaxies: LearntGalaxies;
}

/** Where the galaxies of a clustering come from. */
export interface ClusterSource {
  /** Name of the catalogue. */
  catalogue: string;
  /** catalogueKey of it: results are only of use there for what the network saw. */
  catalogueKey: string;
  /** "all galaxies", "ring > 0.3" */
  words: string;
  count: number;
  /** Name of the weights whose components are clustered. */
  weights?: string;
  /** Ids whose companions were left uncovered. */
  uncovered: string[];
}

/** A few galaxies beside what the network makes of them. */
export interface ClusterExamples {
  sidePx: number;
  /** 3: (m, sidePx², 3); absent: grey. */
  colours?: 1 | 3;
  /** (m, sidePx²) 0–1 */
  pictures: Float32Array;
  /** (m, sidePx²) from the means of their posteriors; about 0–1 */
  reconstructions: Float32Array;
}

/** Where a run stands. Kept every ten seconds, at each pause and after each epoch. */
export interface ClusterSnapshot {
  epochs: ClusterEpoch[];
  finished: boolean;
  examples: ClusterExamples;
}

/** What some seconds of training brought. */
export interface ClusterStretch {
  /** All so far. */
  epochs: ClusterEpoch[];
  /** Steps of all epochs together, and those to come. */
  step: number;
  steps: number;
  examples: ClusterExamples;
  finished: boolean;
  /** At the pace so far. */
  secondsLeft?: number;
  /** Since the run was opened: in its steps, and between them: while checkpoints are kept, examples made, the page answers. */
  computingSeconds: number;
  waitingSeconds: number;
}

/** A trained clustering: what is needed to tell the cluster of any galaxy, and to draw others. */
export interface ClusterModel {
  shape: ClusterShape;
  kind: ClusterKind;
  weights: Weights;
  /** Mean squared error of what is encoded at the end of training: the variance that surprise is counted with. */
  inputError: number;
}

/** What a clustering says of galaxies. */
export interface ClusterVerdicts {
  /** (n, latents) means of the posteriors */
  codes: Float32Array;
  /** (n, components) */
  responsibilities: Float32Array;
  /** (n) −ELBO, nats: large for galaxies unlike those that were learnt */
  surprise: Float32Array;
  /** (n) mean squared error of the picture */
  errors: Float32Array;
}

/** What a clustering says of the galaxies it was asked about; kept with the run. */
export interface ClusterResults extends ClusterVerdicts {
  /** How many, from the first, the network learnt from; absent: all. */
  learnt?: number;
  /** (n) of the catalogue */
  ids: string[];
  /** (n, nuisances) row-major */
  nuisances: Float32Array;
}

/** The components of a clustering, and the picture of each one's mean. */
export interface ClusterPortrait {
  sidePx: number;
  /** 3: pictures of red, green and blue; absent: grey. */
  colours?: 1 | 3;
  mixture: DiagonalMixture;
  /** (components, numbers of a picture) about 0–1 */
  means: Float32Array;
}

/**
 * Clustering, a part of workers/tensor.worker.ts: open an instance of its own for it and choose its backend first. Calls that
 * compute are cancelled by their job, reject with an AbortError then and keep what is done; a pause is a cancel. They reject
 * with a DeviceLostError when the device goes away: start a new instance and open the run, or the model, again.
 */
export interface ClusterWorker {
  /** Begins a run, or goes on with the one kept under its key. Rejects with a RangeError where a setting is out of range. */
  startClustering(request: ClusterRequest): Promise<ClusterSnapshot>;
  /** Goes on with a kept run, after a reload. Rejects where there is none of that key. */
  resumeClustering(key: string): Promise<ClusterSnapshot>;
  /** Trains for about so many seconds, less where the run ends. */
  trainClusters(seconds: number, job?: JobPort): Promise<ClusterStretch>;
  /** The network of the open run as it stands. */
  clusterModel(): Promise<ClusterModel>;
  /** Opens a trained network for the calls below; replaces what was open. */
  openClusters(model: ClusterModel): Promise<void>;
  /** The same with AstroVaDEr's published weights: pictures of 128 px. @param file their HDF5 file; rejects with a sentence where it is another */
  openPublishedClusters(file: Uint8Array): Promise<void>;
  /** The components of the open network, or run. */
  portrayClusters(): Promise<ClusterPortrait>;
  /** What the open run says of its galaxies, those kept aside among them. */
  describeRun(): Promise<ClusterVerdicts>;
  /** What the open network says of galaxies. */
  describeClusters(galaxies: GalaxiesToCluster): Promise<ClusterVerdicts>;
  /** Pictures from codes: (n, latents) → (n, numbers of a picture), about 0–1 */
  paintClusters(codes: Float32Array): Promise<Float32Array>;
  /** Gives back what is held; what is kept stays. */
  endClustering(): Promise<void>;
}
