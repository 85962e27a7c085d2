import type { FitsGalaxyPixels, OpenedCatalogue } from '../../contracts/ingest.ts';
import type { Matrix } from '../../contracts/matrix.ts';

/** A row's image as its file holds it, or why there is none: a predicate to follow the galaxy's name in a sentence. */
export type StoredImage = { row: number; bytes: Uint8Array } | { row: number; problem: string };

/** What opening yields before the worker gives it a number. */
export type CatalogueContents = Omit<OpenedCatalogue, 'handle'>;

/** An open catalogue: what was read at once, and functions that read the rest. */
export interface ReadableCatalogue {
  contents: CatalogueContents;
  /** True once a problem has said that some images are 16-bit PNGs; in a Parquet file they are found when they are decoded. */
  sixteenBitsTold?: boolean;
  /** Images of rows, in the order asked for. */
  readImages(rows: Uint32Array): Promise<StoredImage[]>;
  /** The numbers behind a row's picture, where the catalogue is of FITS images. @throws UnreadableError */
  readFitsPixels?(row: number): Promise<FitsGalaxyPixels>;
  /** The first pictures of another dataset of `contents.pictureSets`, where there are several. */
  readPreview?(path: string): Promise<StoredImage[]>;
  /** (n, answers) predictions of `contents.head` for each galaxy, where there is one. */
  readAnswers?(): Promise<Matrix>;
  /** Lets go of what is held open beside plain memory; nothing is read afterwards. */
  close?(): void;
}
