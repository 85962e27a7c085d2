import type { CategoryColumn, NumberColumn, TextColumn } from '../../contracts/column.ts';
import type { HeadCard } from '../../contracts/decisionTree.ts';
import type { AddedGalaxies, FitsRendering, RemoteFacts } from '../../contracts/ingest.ts';
import type { MapFacts } from '../../contracts/layoutSettings.ts';
import type { Survey } from '../../contracts/survey.ts';
import type { PieceRef } from './pieces.ts';

/** A column with its values in pieces. */
export type KeptColumn =
  | (Omit<NumberColumn, 'values'> & { values: PieceRef<'f32' | 'f64'> })
  | (Omit<CategoryColumn, 'codes'> & { codes: PieceRef<'u8'> })
  | (Omit<TextColumn, 'values'> & { texts: KeptTexts });

/** Texts by row: UTF-8 bytes, where each begins, and which rows have one (absent: all). */
export interface KeptTexts {
  bytes: PieceRef<'u8'>;
  starts: PieceRef<'u32'>;
  filled?: PieceRef<'u8'>;
}

/** What a catalogue's file told: all but its images. */
export interface KeptContents {
  ids: KeptTexts & { slots: PieceRef<'u32'> };
  columns: KeptColumn[];
  raDeg?: PieceRef<'f64'>;
  decDeg?: PieceRef<'f64'>;
  asksForMap?: boolean;
  simulated: boolean;
  credit?: string;
  /** The survey it is a sample of. */
  tiled?: Survey;
}

/** Principal components and the basis they are in; the fields of `SixteenBitRows` and `Basis`. */
export interface KeptRepresentation {
  weights: string;
  /** Of the weights, hexadecimal; absent where nobody noted it. */
  weightsSha256?: string;
  count: number;
  columns: number;
  blockBytes: number;
  coarse: PieceRef<'i8'>;
  fine: PieceRef<'i8'>;
  scales: PieceRef<'f32'>;
  /** (count) catalogue rows; absent where all have components. */
  rows?: PieceRef<'u32'>;
  basis?: { dimension: number; mean: PieceRef<'f32'>; axes: PieceRef<'f32'> };
}

/** What a head says of every galaxy, (n, columns) row-major. */
export interface KeptAnswers {
  head: HeadCard;
  columns: number;
  values: PieceRef<'f32'>;
}

/** Where the pictures are: a site, copies of files among the pieces, or files of this machine that are not here. */
export type KeptPictures =
  | { kind: 'none' }
  | { kind: 'url'; url: string; name: string; remote?: RemoteFacts }
  /** Files on other hosts, of which this browser keeps what was fetched. */
  | {
      kind: 'remote';
      name: string;
      parts: { kind: 'url'; url: string; name: string; remote?: RemoteFacts }[];
    }
  | {
      kind: 'copies';
      of: 'file' | 'many' | 'images' | 'fits' | 'hdf5' | 'table';
      name: string;
      files: KeptFile[];
      table?: KeptFile;
      /** A fingerprint of some bytes of the files; absent in those of earlier versions. */
      fingerprint?: string;
      /** How FITS images become pictures. */
      rendering?: FitsRendering;
      /** Which dataset of an HDF5 file holds the images. */
      dataset?: string;
    }
  | {
      kind: 'away';
      name: string;
      /** All its files together, by which it is recognised, and what was chosen of them, as in copies. */
      bytes?: number;
      /** A fingerprint of some bytes of its files; absent in those of earlier versions. */
      fingerprint?: string;
      rendering?: FitsRendering;
      dataset?: string;
    };

/** Galaxies that were added to a kept catalogue: its last rows, whose numbers are among the catalogue's. */
export interface KeptAddition extends AddedGalaxies {
  /** Where their pictures are. */
  pictures: KeptPictures;
  /** Key of the catalogue that they came from, which tells whether its files still hold the same galaxies. */
  from: string;
  /** (rowCount) which rows of it they are; absent where they are all. */
  rows?: PieceRef<'u32'>;
}

/** A file copied into this browser. */
export interface KeptFile {
  piece: string;
  /** Where it lay, relative to the folder opened. */
  path: string;
  bytes: number;
  /** When the file was changed last, in milliseconds since 1970; absent in those of earlier versions. */
  changedMs?: number;
}

/** A catalogue kept in this browser. Written last: what it names is there. */
export interface KeptManifest {
  format: typeof keptFormat;
  /** Of the write that made it, so that one tab notices that another wrote; absent in those of earlier versions. */
  write?: string;
  /** Of the catalogue: its name and a fingerprint of its ids, those of galaxies that were added apart. */
  key: string;
  name: string;
  rowCount: number;
  /** What a person calls it in the list; absent: its name. */
  title?: string;
  /** Milliseconds since 1970. */
  seenMs: number;
  /** All its pieces together. */
  bytes: number;
  /** A small JPEG, as a data URL; absent where there are no images. */
  picture?: string;
  /** Of the galaxies that were not added. */
  pictures: KeptPictures;
  /** Galaxies a person added, in their order; absent where there are none. */
  additions?: KeptAddition[];
  contents: KeptContents;
  representation?: KeptRepresentation;
  /** (n, 2) row-major. */
  positions?: PieceRef<'f32'>;
  /** Where the map comes from; absent where it is no longer told of the positions. */
  map?: MapFacts;
  answers?: KeptAnswers;
  published: KeptColumn[];
}

/** Format of a manifest; the number rises with every change that older code cannot read. */
export const keptFormat = 'morphospace-kept-1';

/** Whether a record of the database can be used as a manifest. */
export function isWholeManifest(record: unknown): record is KeptManifest {
  if (typeof record !== 'object' || record === null) return false;
  const { format, key, name, rowCount, seenMs, bytes, contents, pictures, published } = record as Record<
    string,
    unknown
  >;
  return (
    format === keptFormat &&
    [key, name].every(text => typeof text === 'string') &&
    [rowCount, seenMs, bytes].every(number => typeof number === 'number') &&
    [contents, pictures].every(part => typeof part === 'object' && part !== null) &&
    Array.isArray(published)
  );
}
