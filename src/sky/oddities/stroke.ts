import { colourOf } from '../light/colour.ts';
import type { SkyFrame } from '../light/frame.ts';
import { bands, fluxesOf, magnitudeOf, nativePixelArcsec, pixelOf } from '../light/frame.ts';
import { spanOf } from '../light/sersic.ts';

/** A dab of light: a round Gaussian. */
export interface Dab {
  xArcsec: number;
  yArcsec: number;
  sigmaArcsec: number;
  /** Relative amount of light */
  weight: number;
}

/**
 * Adds light spread over dabs, as tails, streamers and bridges are painted. `flux` is their r total,
 * nanomaggies.
 */
export function addDabs(
  frame: SkyFrame,
  dabs: readonly Dab[],
  flux: number,
  age: number,
  redshift: number,
): void {
  const sum = dabs.reduce((total, dab) => total + dab.weight, 0);
  const colour = colourOf(age, redshift);
  const share = fluxesOf(magnitudeOf(1), colour.gMinusR, colour.rMinusI);
  for (const dab of dabs) {
    const sigmaPx = Math.max(0.5, dab.sigmaArcsec / nativePixelArcsec);
    const peak = (flux * dab.weight) / sum / (2 * Math.PI * sigmaPx * sigmaPx);
    const centreX = pixelOf(dab.xArcsec, frame.side);
    const centreY = pixelOf(dab.yArcsec, frame.side);
    const rows = spanOf(centreY, 4 * sigmaPx, frame.side);
    const columns = spanOf(centreX, 4 * sigmaPx, frame.side);
    for (let row = rows.from; row < rows.to; row++) {
      for (let column = columns.from; column < columns.to; column++) {
        const squared = (row - centreY) ** 2 + (column - centreX) ** 2;
        const light = peak * Math.exp((-0.5 * squared) / (sigmaPx * sigmaPx));
        for (const band of bands) frame[band][row * frame.side + column] += light * share[band];
      }
    }
  }
}
