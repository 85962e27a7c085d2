import type { HeadCard } from './decisionTree.ts';

/** A file of a baked catalogue and what it must be. */
export interface BakedFile {
  /** Relative to the manifest. */
  file: string;
  bytes: number;
  /** Hexadecimal. */
  sha256: string;
}

/**
 * The manifest of a baked catalogue (public/demo/sky.json). The table is a Parquet file in the Galaxy Zoo layout with
 * `x`, `y`; the components file holds little-endian 16-bit floats, one after the other: mean (dimension),
 * axes (count, dimension) row-major, values (rows, count) row-major. So does the answers file, where the weights have a
 * head: (rows, answers) row-major, what it said of each galaxy.
 */
export interface BakedManifest {
  format: 'morphospace-baked-1';
  name: string;
  simulated: boolean;
  credit: string;
  rows: number;
  /** Weights that made the representations, by name. */
  weights: string;
  /** Hexadecimal, of the weights' tensors; absent where the catalogue was baked before this was kept. */
  weightsSha256?: string;
  table: BakedFile;
  components: BakedFile & { dimension: number; count: number; explainedVarianceRatio: number[] };
  answers?: BakedFile & { head: HeadCard };
}
