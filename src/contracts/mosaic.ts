import type { TangentPlane } from '../maths/catalogue/tangentPlane.ts';
import type { JobPort } from './job.ts';

/** A large image as it is shown: facts, and a small picture of it. */
export interface MosaicFacts {
  name: string;
  widthPx: number;
  heightPx: number;
  /** Where it lies on the sky, where its header says; pixels as FITS counts them, from the lowest row. */
  plane?: TangentPlane;
  /** Parts that it is searched by: rows of them, numbered row by row from the top. */
  parts: { across: number; down: number };
  /** True where every worker that reads it holds the whole: one that is compressed, a JPEG or a PNG. */
  isHeldWhole: boolean;
  /** The whole, smaller: (heightPx, widthPx, 4) RGBA, the highest row first. */
  preview: { widthPx: number; heightPx: number; rgba: Uint8ClampedArray<ArrayBuffer> };
}

/** Sources of a large image, the most significant first; arrays of one length. */
export interface MosaicSources {
  /** Pixels from the left and from the top of the picture, centres at whole numbers from 0. */
  xPx: Float32Array;
  yPx: Float32Array;
  /** Peak over the noise of the smoothed image. */
  significance: Float32Array;
  /** Light within the Kron ellipse, in the image's unit (the mean of the colours of a JPEG or PNG), and its error. */
  flux: Float32Array;
  fluxError: Float32Array;
  kronRadiusPx: Float32Array;
  /** Standard deviations of its light along its axes. */
  majorPx: Float32Array;
  minorPx: Float32Array;
  /** Of the long axis, degrees from the right towards the top of the picture, −90 … 90. */
  angleDeg: Float32Array;
}

/** A square of a large image to be cut out. */
export interface MosaicBox {
  xPx: number;
  yPx: number;
  sidePx: number;
}

/** workers/mosaic.worker.ts: finds galaxies in one large image. Every call names the file, so that a new worker can go on. */
export interface MosaicWorker {
  /** Rejects with a sentence for what is no image, or too large. */
  open(file: File, job?: JobPort): Promise<MosaicFacts>;
  /** The sources of one part; those on a border are found in both its parts. The parts of a row one after another are read once. */
  detect(file: File, part: number, job?: JobPort): Promise<MosaicSources>;
  /** Squares as PNGs, in their order; what lies beyond the image is black. */
  cut(file: File, boxes: readonly MosaicBox[], job?: JobPort): Promise<Uint8Array<ArrayBuffer>[]>;
}
