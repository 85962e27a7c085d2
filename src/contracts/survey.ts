import type { JobPort } from './job.ts';
import type { Basis } from './matrix.ts';

/** Limits of a number column, which its bins divide. */
export interface ColumnLimits {
  low: number;
  high: number;
}

/** Counts of a column's values among some galaxies. */
export interface ValueCounts {
  /** Galaxies without a value. */
  without: number;
  /** Of numbers: in bins of equal width between the column's limits. Of words: by word. */
  counts: number[];
  /** Least and greatest number among them; absent for words and where there is none. */
  least?: number;
  greatest?: number;
}

/** A column of a survey, and how its values are spread over all galaxies. */
export interface SurveyColumn extends Partial<ColumnLimits> {
  name: string;
  kind: 'number' | 'category' | 'text';
  label?: string;
  description?: string;
  unit?: string;
  /** Of a category: its words, in the order of its counts. */
  categories?: string[];
  /** Null for text. */
  counts: ValueCounts | null;
}

/** Share of the ten nearest galaxies that a search of so many lists finds, over the survey's own test galaxies. */
export interface ListRecall {
  lists: number;
  /** 0–1 */
  recall: number;
}

/** A survey of any size as files on a static host (docs/format.md), of which the open catalogue holds a part. */
export interface Survey {
  manifestUrl: string;
  /** All its galaxies. */
  rowCount: number;
  columns: readonly SurveyColumn[];
  /** Lists its vectors are divided into, and what a search of some of them finds. */
  lists: { count: number; recall: readonly ListRecall[]; testRows: number };
  /** Numbers of a vector. */
  width: number;
  /** Weights that made what the vectors are components of, by name, and their SHA-256, where that was noted. */
  weights?: string;
  weightsSha256?: string;
  /** The square that holds its whole map, in the map's units. */
  map: { left: number; bottom: number; side: number };
  /** Where its tiles are listed, beside the manifest. */
  tilesFile: string;
  /** Whether pictures of any of its galaxies can be fetched. */
  hasImages: boolean;
}

/** A galaxy of a survey near to what was asked about. */
export interface SurveyNeighbour {
  /** Its place in the order of the vectors. */
  row: number;
  /** Euclidean, of the vectors in 8 bits. */
  distance: number;
  id: string;
  /** Its values, in the order of the survey's columns; null where there is none. */
  values: (number | string | null)[];
  /** On the map; NaN where it has no place. */
  x: number;
  y: number;
}

/** What a search of a survey found. */
export interface SurveyAnswer {
  /** The nearest first. */
  neighbours: SurveyNeighbour[];
  /** Lists searched, of the nearest centroids. */
  lists: number;
  /** Bytes and requests that this search took; what was read before is not read again. */
  bytes: number;
  requests: number;
}

/**
 * workers/survey.worker.ts: reads a survey by range. Every call names the survey by its manifest, so that a new worker can go
 * on; what was read once is kept.
 */
export interface SurveyWorker {
  /** The galaxies of the whole survey nearest to a vector (Euclidean). @param vector (columns) in the survey's own basis */
  nearest(
    manifestUrl: string,
    vector: Float32Array,
    wanted: { k: number; lists: number },
    job?: JobPort,
  ): Promise<SurveyAnswer>;
  /** The vector of a galaxy, (columns). @param row in the order of the vectors */
  vectorOf(manifestUrl: string, row: number, job?: JobPort): Promise<Float32Array>;
  /** What the vectors are components of; null where nobody noted it. */
  basis(manifestUrl: string, job?: JobPort): Promise<Basis | null>;
  /** Pictures as their files hold them; galaxies without one are left out. */
  images(
    manifestUrl: string,
    galaxies: readonly Pick<SurveyNeighbour, 'row' | 'id' | 'values'>[],
    job?: JobPort,
  ): Promise<{ row: number; type: string; bytes: Uint8Array }[]>;
}
