import type { PerBand, SkyFrame } from './frame.ts';
import { bands, nativePixelArcsec, pixelOf } from './frame.ts';
import { spanOf } from './sersic.ts';

/**
 * Blur by atmosphere and telescope: the SDSS photometric pipeline's own model, two Gaussians with one centre
 * (Stoughton et al. 2002, §4.3), with a faint wide third for the wings.
 */
export interface Psf {
  /** Standard deviations, pixels, and shares of the flux, which sum to 1 */
  gaussians: readonly { sigmaPx: number; share: number }[];
  /** How far this filter's frame is out of register, pixels */
  shiftPx: { x: number; y: number };
}

/**
 * The point-spread function of a given full width at half maximum in arcsec (SDSS: 1.43 g, 1.32 r, 1.26 i in
 * the median).
 */
export function createPsf(fwhmArcsec: number, shiftPx = { x: 0, y: 0 }): Psf {
  const core = fwhmArcsec / nativePixelArcsec / 2.3548 / 1.05; // the wings widen the half maximum by about 5 %
  return {
    gaussians: [
      { sigmaPx: core, share: 0.885 },
      { sigmaPx: 2.1 * core, share: 0.1 },
      { sigmaPx: 5.5 * core, share: 0.015 },
    ],
    shiftPx,
  };
}

/** Blurs one plane, (side, side) row-major; light leaving the frame is lost. Returns a new plane. */
export function blur(plane: Float32Array, side: number, psf: Psf): Float32Array {
  const out = new Float32Array(plane.length);
  const between = new Float32Array(plane.length);
  for (const { sigmaPx, share } of psf.gaussians) {
    if (sigmaPx > widePx) {
      addBoxBlurred(plane, out, side, sigmaPx, share);
      continue;
    }
    convolveRows(plane, between, side, gaussianKernel(sigmaPx, psf.shiftPx.x), 1);
    convolveColumns(between, out, side, gaussianKernel(sigmaPx, psf.shiftPx.y), share);
  }
  return out;
}

/** Above this width three running means, whose cost does not grow, stand in for a Gaussian. */
const widePx = 4;

/** Adds a wide Gaussian blur as three running means along each axis (Wells 1986), within 3 % of its peak. */
function addBoxBlurred(
  from: Float32Array,
  to: Float32Array,
  side: number,
  sigmaPx: number,
  share: number,
): void {
  // 3 boxes of 2h + 1: variance h(h + 1)
  const half = Math.max(1, Math.round((Math.sqrt(4 * sigmaPx * sigmaPx + 1) - 1) / 2));
  const a = from.slice();
  const b = new Float32Array(from.length);
  for (let pass = 0; pass < 3; pass++) {
    runningMean(a, b, side, half, { step: 1, next: side });
    runningMean(b, a, side, half, { step: side, next: 1 });
  }
  for (let k = 0; k < to.length; k++) to[k] += share * a[k];
}

/**
 * Mean over 2 half + 1 pixels along lines whose pixels are `step` apart and whose starts are `next` apart;
 * dark outside.
 */
function runningMean(
  from: Float32Array,
  to: Float32Array,
  side: number,
  half: number,
  { step, next }: { step: number; next: number },
): void {
  const scale = 1 / (2 * half + 1);
  for (let line = 0; line < side; line++) {
    const start = line * next;
    let sum = 0;
    for (let k = 0; k < Math.min(half, side); k++) sum += from[start + k * step];
    for (let k = 0; k < side; k++) {
      if (k + half < side) sum += from[start + (k + half) * step];
      if (k - half - 1 >= 0) sum -= from[start + (k - half - 1) * step];
      to[start + k * step] = sum * scale;
    }
  }
}

/** Gaussian at each pixel's middle, cut at four standard deviations and normalised to sum 1. */
function gaussianKernel(sigmaPx: number, shiftPx: number): Float32Array {
  const radius = Math.ceil(4 * sigmaPx + Math.abs(shiftPx));
  const kernel = new Float32Array(2 * radius + 1);
  let sum = 0;
  for (let k = -radius; k <= radius; k++) {
    kernel[k + radius] = Math.exp((-0.5 * (k + shiftPx) ** 2) / (sigmaPx * sigmaPx)); // out[x] gathers from x + k
    sum += kernel[k + radius];
  }
  for (let k = 0; k < kernel.length; k++) kernel[k] /= sum;
  return kernel;
}

function convolveRows(
  from: Float32Array,
  to: Float32Array,
  side: number,
  kernel: Float32Array,
  scale: number,
): void {
  const radius = (kernel.length - 1) / 2;
  for (let row = 0; row < side; row++) {
    const start = row * side;
    for (let column = 0; column < side; column++) {
      const low = Math.max(0, column - radius);
      const high = Math.min(side - 1, column + radius);
      const shift = radius - column;
      let sum = 0;
      for (let k = low; k <= high; k++) sum += from[start + k] * kernel[k + shift];
      to[start + column] = sum * scale;
    }
  }
}

/** Adds to `to`, row after row so that memory is walked in order. */
function convolveColumns(
  from: Float32Array,
  to: Float32Array,
  side: number,
  kernel: Float32Array,
  scale: number,
): void {
  const radius = (kernel.length - 1) / 2;
  for (let row = 0; row < side; row++) {
    const low = Math.max(0, row - radius);
    const high = Math.min(side - 1, row + radius);
    const out = row * side;
    for (let k = low; k <= high; k++) {
      const weight = kernel[k - row + radius] * scale;
      const start = k * side;
      for (let column = 0; column < side; column++) to[out + column] += from[start + column] * weight;
    }
  }
}

/** Adds an unresolved source as the camera records it, wings and all, at any fraction of a pixel. */
export function addPointSource(
  frame: SkyFrame,
  psf: Readonly<Record<keyof PerBand, Psf>>,
  xArcsec: number,
  yArcsec: number,
  flux: PerBand,
): void {
  const side = frame.side;
  for (const band of bands) {
    const centreX = pixelOf(xArcsec, side) + psf[band].shiftPx.x;
    const centreY = pixelOf(yArcsec, side) + psf[band].shiftPx.y;
    for (const { sigmaPx, share } of psf[band].gaussians) {
      const peak = (flux[band] * share) / (2 * Math.PI * sigmaPx * sigmaPx);
      // To 1e-4 nanomaggies a pixel
      const reachPx = sigmaPx * Math.min(6, Math.sqrt(2 * Math.max(0, Math.log(peak / 1e-4))));
      const rows = spanOf(centreY, reachPx, side);
      const columns = spanOf(centreX, reachPx, side);
      for (let row = rows.from; row < rows.to; row++) {
        for (let column = columns.from; column < columns.to; column++) {
          const squared = (row - centreY) ** 2 + (column - centreX) ** 2;
          frame[band][row * side + column] += peak * Math.exp((-0.5 * squared) / (sigmaPx * sigmaPx));
        }
      }
    }
  }
}
