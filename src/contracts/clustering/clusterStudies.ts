import type { ClusterExplanations } from '../../maths/clustering/explainedBy.ts';
import type { FrechetFromReal } from '../../maths/clustering/frechet.ts';
import type { CodedColumn } from '../../maths/clustering/nuisances.ts';
import type { PixelBatch } from '../ingest.ts';
import type { JobPort } from '../job.ts';
import type { GalaxiesToCluster } from './clusters.ts';

/** How galaxies are made alike before they are clustered. */
export interface PictureRecipe {
  /** Side of the pictures. */
  sidePx: number;
  /** 3: in red, green and blue, (sidePx, sidePx, 3); absent: grey. */
  colours?: 1 | 3;
  /** Whether companions are covered. */
  mask: boolean;
  /** Whether the long axis is laid along x. */
  turn: boolean;
  /** Catalogue rows whose companions stay. */
  uncovered: Uint32Array;
  /** Whether red and blue are interchanged, as for AstroVaDEr's published weights. Default false */
  swapped?: boolean;
}

/** Galaxies made alike. */
export interface ClusterPictures {
  /** (m, sidePx² · colours) 0–255 */
  pictures: Uint8Array;
  /** (m, nuisances) row-major; see maths/clustering/nuisances.ts */
  nuisances: Float32Array;
}

/** A galaxy, and what is covered of it. */
export interface CoveredPicture {
  sidePx: number;
  /** (sidePx²) 0–255, as it is */
  before: Uint8Array;
  /** (sidePx²) 1 where it is covered */
  covered: Uint8Array;
  /** (outPx²) 0–255, as it is clustered */
  after: Uint8Array;
  outPx: number;
}

/** workers/clusters.worker.ts: what clusterings need beside networks: pictures, measures and comparisons. */
export interface ClusterStudiesWorker {
  /** Makes galaxies alike. @param batch of the view that maths/clustering/clusterKinds gives; rejects with a RangeError where its side is another */
  clusterPictures(batch: PixelBatch, recipe: PictureRecipe): Promise<ClusterPictures>;
  /** The same of a few, with what is covered. */
  coveredPictures(batch: PixelBatch, recipe: PictureRecipe): Promise<CoveredPicture[]>;
  /** (m, measures) row-major: what `galaxyMeasures` measures of each, in the order of `measureNames`. */
  measureGalaxies(batch: PixelBatch): Promise<Float64Array>;
  /** What explains clusters. A later call supersedes an earlier one that still runs. @param clusters (n) −1 where none */
  explain(
    clusters: Int32Array,
    columns: CodedColumn[],
    seed: number,
    job?: JobPort,
  ): Promise<ClusterExplanations>;
  /** Divides rows into k groups: (n) labels. @param values (n, columns) @param by k-means, or a diagonal mixture of their principal components */
  groupRows(
    values: Float32Array,
    columns: number,
    how: { k: number; by: 'kMeans' | 'mixture'; components: number; seed: number },
    job?: JobPort,
  ): Promise<Int32Array>;
  /**
   * Mean squared error of the pictures of galaxies kept aside from as many principal components as a network has latents,
   * fitted to those it learnt from; see maths/clustering/linearError.ts.
   *
   * @param how numbers of a picture, latents, and how many galaxies, from the first, are learnt from
   */
  linearError(
    galaxies: GalaxiesToCluster,
    how: { pixels: number; latents: number; learnt: number },
    job?: JobPort,
  ): Promise<number>;
  /** Pictures, grey ones as three equal colours, of another side, as networks take images. @param pictures (m, sidePx² · colours) 0–255 @returns (m, outPx, outPx, 3) */
  inColours(
    pictures: Uint8Array,
    of: { sidePx: number; colours?: 1 | 3 },
    outPx: number,
  ): Promise<Uint8Array>;
  /** How far representations of generated galaxies are from those of real ones. @param real (n, columns) @param drawn (m, columns) */
  frechetFromReal(real: Float32Array, drawn: Float32Array, columns: number): Promise<FrechetFromReal>;
  /**
   * Numbers of components above 1 % that stick-breaking mixtures of random parts of points come to: one a part.
   *
   * @param points (n, dimensions)
   */
  componentNumbers(points: Float32Array, dimensions: number, seed: number, job?: JobPort): Promise<number[]>;
}
