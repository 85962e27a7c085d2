import { bands, fluxOf, nativePixelArcsec } from '../light/frame.ts';
import { addPointSource } from '../light/psf.ts';
import type { OddityPainter } from './oddityPainter.ts';

/**
 * A satellite crossing during the drift scan. The filters see a place minutes apart, so that only one of them catches it
 * and the line has a pure colour.
 */
export const satelliteTrail: OddityPainter = {
  addAfterBlur(frame, boxPx, psf, random) {
    const band = bands[random.integer(3)];
    const angle = Math.PI * random.uniform();
    const offsetPx = boxPx * 0.4 * (random.uniform() - 0.5) * 2;
    const brightness = 0.08 * 10 ** (0.8 * random.uniform()); // 3 to 20 times the noise of a pixel
    const sigmaPx = psf[band].gaussians[0].sigmaPx;
    const centre = (frame.side - 1) / 2;
    for (let row = 0; row < frame.side; row++) {
      for (let column = 0; column < frame.side; column++) {
        const distance = (column - centre) * Math.sin(angle) - (row - centre) * Math.cos(angle) - offsetPx;
        if (Math.abs(distance) > 5 * sigmaPx) continue;
        frame[band][row * frame.side + column] +=
          brightness * Math.exp((-0.5 * distance * distance) / sigmaPx ** 2);
      }
    }
  },
};

/**
 * A star too bright for the camera: burnt-out core, diffraction spikes, and a halo over the field, widest in
 * i where silicon scatters.
 */
export const saturatedStar: OddityPainter = {
  addAfterBlur(frame, boxPx, psf, random) {
    const magnitude = 8.2 + 2.3 * random.uniform();
    const flux = fluxOf(magnitude);
    const direction = 2 * Math.PI * random.uniform();
    const distancePx = boxPx * (0.3 + 0.16 * random.uniform());
    const centre = (frame.side - 1) / 2;
    const x = centre + distancePx * Math.cos(direction);
    const y = centre + distancePx * Math.sin(direction);
    const toArcsec = (pixel: number) => (pixel - centre) * nativePixelArcsec;
    const colour = { g: 0.6, r: 1, i: 1.25 };
    const fluxes = { g: flux * colour.g, r: flux * colour.r, i: flux * colour.i };
    addPointSource(frame, psf, toArcsec(x), toArcsec(y), fluxes);
    const haloShare = { g: 0.003, r: 0.005, i: 0.011 };
    const tilt = 0.78 + 0.06 * random.normal(); // the spider stands at 45° to the scan
    for (let row = 0; row < frame.side; row++) {
      for (let column = 0; column < frame.side; column++) {
        const dx = column - x;
        const dy = row - y;
        const radius = Math.hypot(dx, dy) + 3;
        const u = Math.abs(dx * Math.cos(tilt) + dy * Math.sin(tilt));
        const v = Math.abs(dy * Math.cos(tilt) - dx * Math.sin(tilt));
        const spike =
          0.0007 * (Math.exp(-0.5 * u * u) / (v + 4) ** 1.5 + Math.exp(-0.5 * v * v) / (u + 4) ** 1.5);
        const at = row * frame.side + column;
        for (const band of bands) {
          const halo = haloShare[band] / radius ** 2.1 / 6;
          const bleed = Math.abs(dx) < 1.6 && Math.abs(dy) < 26 ? 40 : 0;
          frame[band][at] += fluxes[band] * (halo + spike) + bleed;
          // Full well: the same in every filter, so the core is white
          if (frame[band][at] > 45) frame[band][at] = 45;
        }
      }
    }
  },
};

/** The edge between two frames: a black gap, the far side shifted and with another sky level. */
export const frameSeam: OddityPainter = {
  alterPicture(rgb, side, boxPx, random) {
    const angle = (random.integer(4) * Math.PI) / 2 + 0.12 * random.normal();
    const offsetPx = boxPx * (0.02 + 0.25 * random.uniform());
    // Either all of the far side is missing, or there is a narrow gap
    const gapPx = random.uniform() < 0.4 ? boxPx : 1 + 0.03 * boxPx * random.uniform();
    const shift = 1 + random.integer(5);
    const lift = [0, 1, 2].map(() => 9 * random.uniform());
    const before = rgb.slice();
    const centre = (side - 1) / 2;
    for (let row = 0; row < side; row++) {
      for (let column = 0; column < side; column++) {
        const distance = (column - centre) * Math.cos(angle) + (row - centre) * Math.sin(angle) - offsetPx;
        if (distance < 0) continue;
        const at = 3 * (row * side + column);
        const from = 3 * (Math.min(side - 1, row + shift) * side + Math.min(side - 1, column + shift));
        for (let k = 0; k < 3; k++) rgb[at + k] = distance < gapPx ? 0 : before[from + k] + lift[k];
      }
    }
  },
};
