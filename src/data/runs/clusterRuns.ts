import type {
  ClusterCheckpoint,
  ClusterExamples,
  ClusterModel,
  ClusterPortrait,
  ClusterRequest,
  ClusterResults,
  ClusterSource,
} from '../../contracts/clustering/clusters.ts';
import type { ClusterKind } from '../../maths/clustering/clusterKinds.ts';
import type { ClusterSettings } from '../../maths/clustering/clusterSettings.ts';
import type { Listed } from '../bytes/setAside.ts';
import type { ClusterEdits } from './clusterEdits.ts';

/** One run as a list shows it. */
export interface ClusterNote {
  key: string;
  title: string;
  kind: ClusterKind;
  settings: ClusterSettings;
  source: ClusterSource;
  /** Epochs at its last checkpoint. */
  epochs: number;
  /** Milliseconds since 1970 of the last change. */
  changedMs: number;
}

/** A finished clustering. */
export interface KeptClusters {
  portrait: ClusterPortrait;
  results: ClusterResults;
  model: ClusterModel;
}

/** What a clustering that is not a run of this browser is known by: it ships with the app, or was published. */
export interface OthersClusterings {
  /** Keys of edits, those of runs among them. */
  editKeys(): Promise<string[]>;
}

/** Where clusterings are kept between visits. */
export interface ClusterShelf {
  /** The last changed first; damaged ones are counted. */
  list(): Promise<Listed<ClusterNote>>;
  /** Lists a run before it has a checkpoint. */
  begin(request: ClusterRequest, nowMs: number): Promise<void>;
  request(key: string): Promise<ClusterRequest | undefined>;
  checkpoint(key: string): Promise<ClusterCheckpoint | undefined>;
  /** The galaxies shown beside the last checkpoint's reconstructions of them. */
  examples(key: string): Promise<ClusterExamples | undefined>;
  /** @throws StorageFullError with a sentence */
  putCheckpoint(
    key: string,
    checkpoint: ClusterCheckpoint,
    examples: ClusterExamples,
    nowMs: number,
  ): Promise<void>;
  /** What the finished clustering says of its galaxies; undefined before it was asked. */
  results(key: string): Promise<KeptClusters | undefined>;
  putResults(key: string, results: KeptClusters): Promise<void>;
  /** Names, merges and what is hidden, of a run or of a clustering that ships. */
  edits(key: string): Promise<ClusterEdits | undefined>;
  putEdits(key: string, edits: ClusterEdits): Promise<void>;
  /** Deletes a run. */
  remove(key: string): Promise<void>;
}
