import type { TangentPlane } from '../maths/catalogue/tangentPlane.ts';
import type { SixteenBitRows } from '../maths/neighbours/sixteenBitRows.ts';
import type { Column } from './column.ts';
import type { HeadCard } from './decisionTree.ts';
import type { JobPort } from './job.ts';
import type { KeptSource, RestoredCatalogue } from './kept.ts';
import type { Basis, Matrix } from './matrix.ts';
import type { Survey } from './survey.ts';

/** What is known of a file on another host before it is asked for. */
export interface RemoteFacts {
  /** Its length, where a list told it. */
  byteLength?: number;
  /** Page on which a person finds it. */
  page?: string;
}

/**
 * Where a Parquet catalogue is read from. A URL is on this origin or a host of the list, and read whole where it answers no Range
 * requests; one that ends in .json is the manifest of a tiled catalogue (docs/format.md).
 */
export type ParquetSource =
  | { kind: 'file'; file: File }
  | {
      kind: 'url';
      url: string;
      name: string;
      /** Present for a file on another host, which is kept in this browser block by block. */
      remote?: RemoteFacts;
    };

/** Loose images, and where there is one a table (text or VOTable) joined to them on file name or id. */
export interface ImageSource {
  kind: 'images';
  /** Folder name, or "12 images". */
  name: string;
  /** JPEG, PNG or WebP; other files are reported in `problems`. `path` is relative to the dropped folder. */
  images: { path: string; file: File }[];
  table?: File;
  /** Whom to credit, where that is known. */
  credit?: string;
}

/** Several Parquet files read as one catalogue, in order; columns are joined by name, ids must differ. */
export interface ManySource {
  kind: 'many';
  name: string;
  parts: ParquetSource[];
  /** Whom to credit, where the files do not say. */
  credit?: string;
}

/** The embedded sky: a Parquet file with its own components and positions beside it (public/demo/sky.json). */
export interface BakedSource {
  kind: 'baked';
  /** URL of the manifest, absolute: a worker would resolve a relative one beside its own script. */
  manifestUrl: string;
}

/** How the numbers of FITS images become the pictures that are shown and that networks see. */
export type FitsRendering =
  /** z, r and g as Galaxy Zoo renders DECaLS; in nanomaggies. */
  | { kind: 'galaxyZoo' }
  | {
      kind: 'lupton';
      /** Light at which the picture turns logarithmic, in standard deviations of the sky, > 0. */
      stretch: number;
      /** Q, > 0. */
      softening: number;
    }
  | {
      kind: 'single';
      /** Which of the bands, from 0. */
      band: number;
      /** Percentiles that become black and white, 0 to 100. */
      lowPercent: number;
      highPercent: number;
      /** asinh(q·x); 0 is linear. */
      softness: number;
    };

/** The numbers of a galaxy's FITS images, and where they lie on the sky. */
export interface FitsGalaxyPixels {
  /** From blue to red; `values` is (height, width) row-major, row 0 the lowest of the picture; NaN where there is nothing. */
  bands: {
    band: string;
    widthPx: number;
    heightPx: number;
    values: Float32Array | Float64Array;
    /** (1001) of the finite values, at every tenth of a percent: sliders of the stretch need no sorting on the page. */
    percentiles?: Float64Array;
  }[];
  /** Where the header has a tangent projection. */
  plane?: TangentPlane;
}

/** FITS images: cutouts of galaxies, extensions, planes of cubes, or bands in files of their own. */
export interface FitsSource {
  kind: 'fits';
  name: string;
  /** `path` is relative to the dropped folder. */
  files: { path: string; file: File }[];
  table?: File;
  /** Default: Galaxy Zoo's where there are g, r and z, Lupton's of three or more bands, else the single one. */
  rendering?: FitsRendering;
}

/** An HDF5 file of images, one a row: Galaxy10's layout, or whatever dataset looks most like it. */
export interface Hdf5Source {
  kind: 'hdf5';
  file: File;
  /** Path of the dataset of images. Default: Galaxy10's "images", else the largest that can be images. */
  images?: string;
}

/** A table without image files (text, VOTable, FITS): its rows are galaxies with positions, or with addresses of pictures on this site. */
export interface TableSource {
  kind: 'table';
  name: string;
  file: File;
  /** Whom to credit, where it came from a service. */
  credit?: string;
}

/** What a catalogue is opened from the first time. */
export type OriginalSource =
  | ParquetSource
  | ImageSource
  | ManySource
  | BakedSource
  | FitsSource
  | Hdf5Source
  | TableSource;

/** Everything a catalogue can be opened from. */
export type CatalogueSource = OriginalSource | KeptSource;

/** Something that could not be read and what was done about it; `sentence` names the file or row. */
export interface IngestProblem {
  sentence: string;
  /** Row in the catalogue the problem concerns, if it has one. */
  row?: number;
}

/** Ids by row; an array of texts is one. */
export interface IdRows extends Iterable<string> {
  readonly length: number;
  /** Undefined beyond the last row. */
  at(row: number): string | undefined;
}

/** Ids of a catalogue's galaxies, each of which is found without a look at all of them. */
export interface GalaxyIds extends IdRows {
  /** Empty beyond the last row. */
  at(row: number): string;
  /** The row of an id, or undefined. */
  find(id: string): number | undefined;
}

/** A dataset of an HDF5 file whose rows can be pictures. */
export interface PictureSet {
  path: string;
  /** (rows, …) */
  shape: readonly number[];
  /** Why it cannot be read: a predicate, to follow its path; undefined where it can. */
  refusal?: string;
}

/** Galaxies that were added to a catalogue in one go. */
export interface AddedGalaxies {
  /** What they came from, as a catalogue of its own would be called. */
  name: string;
  rowCount: number;
  /** Names of the columns that came with them and are empty for all others. */
  columns: readonly string[];
  /** Whom to credit for them, where that was not said of the catalogue already. */
  credit?: string;
}

/** What opening a catalogue yields: everything but its pixels. */
export interface OpenedCatalogue {
  /** Names this catalogue in later calls to the same worker. */
  handle: number;
  name: string;
  /** Its key between visits, where galaxies were added to it: the one it had before. Default: made of its name and ids. */
  key?: string;
  /** Galaxies a person added to it, in the order in which they came; they are its last rows. */
  added?: readonly AddedGalaxies[];
  rowCount: number;
  /** (n) unique; the row number as text where the file has no id column. 19-digit ids stay exact. */
  ids: GalaxyIds;
  columns: Column[];
  /** (n) degrees, ICRS; NaN where unknown; absent where the catalogue has no positions on the sky. */
  raDeg?: Float64Array;
  decDeg?: Float64Array;
  hasImages: boolean;
  /** The file's own representation of every galaxy, or of `embeddingRows`, if it carries one; gone once components are made of it. */
  embedding?: Matrix;
  /** (embedding.rows) ascending rows of the galaxies that have one; absent where all have. */
  embeddingRows?: Uint32Array;
  /** Principal components the file carries (a baked catalogue), of every row: these, not `embedding`, draw the map and the search. */
  components?: SixteenBitRows;
  /** The memory of `components`, where threads can share it: a search works there and needs no copy. */
  sharedMemory?: WebAssembly.Memory;
  /** How `components` were made, so that vectors from outside can join them. */
  basis?: Basis;
  /** Name of the weights that made `embedding` or `components`, if the file says so and this app has the same by that name. */
  weights?: string;
  /** SHA-256 of the weights that made them, where the file keeps it. */
  weightsSha256?: string;
  /** In place of `weights`: their name where this app has others by it, whose representations are not comparable with the file's. */
  formerWeights?: string;
  /** The head whose answers the file carries for every galaxy; `IngestWorker.answers` gives them. */
  head?: HeadCard;
  /** (n, 2) row-major map positions the file carries. */
  positions?: Float32Array;
  /** True where columns x and y could be a map and the file does not say so: the person is asked. */
  asksForMap?: boolean;
  /** Of FITS images: how they are rendered, and the names of their bands from blue to red. */
  fits?: { rendering: FitsRendering; bands: string[] };
  /** Of an HDF5 file with several: the datasets that can be pictures, and the path of the one that is shown. */
  pictureSets?: { shown: string; sets: PictureSet[] };
  /** Where these galaxies are a random sample of a tiled catalogue. */
  tiled?: Survey;
  /** True for a simulated survey: the interface then always says so. */
  simulated: boolean;
  /** Line of credit or licence the file carries. */
  credit?: string;
  /** Present where it was kept in this browser: what a person had made of it. */
  restored?: RestoredCatalogue;
  /** Rows and files that could not be read; the good ones are kept. */
  problems: IngestProblem[];
}

/** An image as its file holds it. */
export interface EncodedImage {
  /** Catalogue row. */
  row: number;
  /** "image/jpeg", "image/png" or "image/webp", by its first bytes. */
  type: string;
  bytes: Uint8Array;
}

/** How galaxies are cut before a network sees them; from the manifest of its weights. */
export interface PixelView {
  /** Output is sidePx × sidePx. */
  sidePx: number;
  /** Central part of the image's short side that is kept, (0, 1]. */
  cropFraction: number;
  /** "zoobot" zooms on the same canvas before it resizes, as Zoobot's own pipeline does; absent, one resize does both. */
  recipe?: 'zoobot';
}

/** Pixels ready for an encoder. Rows whose image cannot be read are left out of `rows` and reported in `problems`. */
export interface PixelBatch {
  /** (m) catalogue rows */
  rows: Uint32Array;
  sidePx: number;
  /** (rows.length, sidePx, sidePx, 3) row-major RGB, 0–255 */
  pixels: Uint8Array;
  problems: IngestProblem[];
}

/** workers/ingest.worker.ts: bytes of catalogues. Decoding and resizing are our own, so that bake/ gives the same. */
export interface IngestWorker {
  /** Reads the columns but no pixel. Rejects with one sentence if nothing can be read. */
  open(source: CatalogueSource, job?: JobPort): Promise<OpenedCatalogue>;
  /** Images as stored, for display; rows without one are left out. Row groups are read when needed and cached. */
  images(handle: number, rows: Uint32Array): Promise<EncodedImage[]>;
  /** Decoded, cropped and resized pixels for an encoder. */
  pixels(handle: number, rows: Uint32Array, view: PixelView): Promise<PixelBatch>;
  /** The numbers behind a FITS galaxy's picture. Rejects with a sentence where they cannot be read, or it is none. */
  fitsPixels(handle: number, row: number): Promise<FitsGalaxyPixels>;
  /** The first pictures of another dataset (`OpenedCatalogue.pictureSets`); those that cannot be read are left out. */
  preview(handle: number, path: string): Promise<EncodedImage[]>;
  /** One image from outside, as a query. Rejects with a sentence if it is no readable image. */
  pixelsOfFile(file: File, view: PixelView): Promise<PixelBatch>;
  /** Small squares for the map's atlas: (rows.length, sidePx, sidePx, 3), black where there is no image. */
  thumbnails(handle: number, rows: Uint32Array, sidePx: number): Promise<Uint8Array>;
  /** What the head (`OpenedCatalogue.head`) answers: (n, answers) row-major concentrations or probabilities. Rejects where the catalogue has none. */
  answers(handle: number): Promise<Matrix>;
  /** Forgets a catalogue and its caches. */
  close(handle: number): Promise<void>;
}
