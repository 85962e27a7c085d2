import type { Column } from './column.ts';

/** A table joined to the open galaxies, which a person looks at before its columns are added. */
export interface JoinedTable {
  /** The table's columns by catalogue row, without the column of ids it was joined on. */
  columns: Column[];
  /** How many galaxies matched, and on what. */
  sentence: string;
  /** The first matches. */
  pairs: JoinedPair[];
  /** What was left out, was double or is uncertain, in sentences. */
  problems: string[];
}

/** A row of the table beside the galaxy it was given to. */
export interface JoinedPair {
  /** The row's id, or its position. */
  cell: string;
  /** The galaxy's id, and how far away it is where that was asked. */
  id: string;
  /** "class = ring" */
  label: string;
}

/** A table that was read, and the ways in which it can be joined. */
export interface TableToJoin {
  name: string;
  /** By ids; or why that cannot be, as a sentence. */
  byId: JoinedTable | { why: string };
  /**
   * By position, where both have positions.
   *
   * @param maxArcsec how far apart a galaxy and its row may be, 0 < maxArcsec ≤ 3600
   */
  byPosition?(maxArcsec: number): JoinedTable;
}
