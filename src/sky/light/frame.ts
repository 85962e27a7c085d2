/** Angle one pixel of the SDSS camera covers, arcsec (Gunn et al. 1998, AJ 116, 3040). */
export const nativePixelArcsec = 0.396;

/** The three SDSS filters the colour pictures are made of, blue to red. */
export const bands = ['g', 'r', 'i'] as const;
/** Name of a filter. */
export type Band = (typeof bands)[number];

/** One number per filter. */
export type PerBand = Readonly<Record<Band, number>>;

/**
 * A square patch of sky in three filters at the camera's own scale. Its centre, the origin of all positions in
 * arcseconds, is the point between the middle pixels, or the middle pixel where `side` is odd; x runs along the
 * row and y down the column.
 */
export interface SkyFrame {
  side: number;
  /** (side, side) row-major, nanomaggies a pixel: magnitude = 22.5 − 2.5 log10(flux) */
  g: Float32Array;
  /** (side, side) row-major, nanomaggies a pixel */
  r: Float32Array;
  /** (side, side) row-major, nanomaggies a pixel */
  i: Float32Array;
}

/** A dark frame of `side` × `side` pixels. */
export function createFrame(side: number): SkyFrame {
  if (!(side >= 8)) throw new RangeError(`need a side of 8 pixels or more; got side = ${side}`);
  const pixels = side * side;
  return { side, g: new Float32Array(pixels), r: new Float32Array(pixels), i: new Float32Array(pixels) };
}

/** Flux of a magnitude, nanomaggies (the SDSS zero point: magnitude 22.5 is one nanomaggy). */
export function fluxOf(magnitude: number): number {
  return 10 ** (0.4 * (22.5 - magnitude));
}

/** Magnitude of a flux in nanomaggies; the inverse of `fluxOf`. */
export function magnitudeOf(flux: number): number {
  return 22.5 - 2.5 * Math.log10(flux);
}

/** Fluxes in the three filters of an object of r magnitude `magnitude` and colours g − r and r − i. */
export function fluxesOf(magnitude: number, gMinusR: number, rMinusI: number): PerBand {
  return {
    g: fluxOf(magnitude + gMinusR),
    r: fluxOf(magnitude),
    i: fluxOf(magnitude - rMinusI),
  };
}

/** Coordinate of a pixel's centre, arcsec from the frame's centre. */
export function arcsecOf(pixel: number, side: number): number {
  return (pixel - (side - 1) / 2) * nativePixelArcsec;
}

/** Pixel coordinate (with fraction) of a position in arcsec from the frame's centre. */
export function pixelOf(arcsec: number, side: number): number {
  return arcsec / nativePixelArcsec + (side - 1) / 2;
}
