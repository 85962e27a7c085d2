import { colourOf } from '../light/colour.ts';
import { arcsecOf, bands, fluxesOf, fluxOf, magnitudeOf } from '../light/frame.ts';
import type { OddityPainter } from './oddityPainter.ts';
import { asElliptical } from './reshape.ts';

/**
 * A blue source behind a massive elliptical, bent into a ring or arcs: singular isothermal sphere with external
 * shear, β = θ − θ_E θ/|θ| − Γθ (Schneider, Ehlers & Falco 1992, §8.1).
 */
export const einsteinRing: OddityPainter = {
  reshape: (structure, random) => asElliptical(structure, random),
  addLight(frame, structure, lengthArcsec, random) {
    const radius = Math.max(2.1, lengthArcsec * (1 + 0.6 * random.uniform())); // under 2″ the seeing would hide it
    const shear = 0.03 + 0.09 * random.uniform();
    const shearAngle = 2 * Math.PI * random.uniform();
    const [shear1, shear2] = [shear * Math.cos(shearAngle), shear * Math.sin(shearAngle)];
    const offset = radius * 0.4 * random.uniform();
    const direction = 2 * Math.PI * random.uniform();
    const [sourceX, sourceY] = [offset * Math.cos(direction), offset * Math.sin(direction)];
    const size = radius * (0.1 + 0.08 * random.uniform());
    const { side } = frame;
    const image = new Float32Array(side * side);
    let sum = 0;
    for (let row = 0; row < side; row++) {
      for (let column = 0; column < side; column++) {
        const x0 = arcsecOf(column, side);
        const y0 = arcsecOf(row, side);
        if (Math.hypot(x0, y0) > 3 * radius) continue;
        let light = 0;
        for (let k = 0; k < 9; k++) {
          const x = x0 + (((k % 3) - 1) / 3) * 0.396;
          const y = y0 + ((Math.floor(k / 3) - 1) / 3) * 0.396;
          const distance = Math.max(1e-3, Math.hypot(x, y));
          const betaX = x * (1 - radius / distance) - shear1 * x - shear2 * y - sourceX;
          const betaY = y * (1 - radius / distance) - shear2 * x + shear1 * y - sourceY;
          light += Math.exp(-Math.hypot(betaX, betaY) / size);
        }
        image[row * side + column] = light;
        sum += light;
      }
    }
    const magnitude = structure.magnitudeR + 1.3 + 0.9 * random.uniform();
    const colour = colourOf(-0.15, 0);
    const share = fluxesOf(magnitudeOf(1), colour.gMinusR, colour.rMinusI);
    for (const band of bands) {
      const scale = (share[band] * fluxOf(magnitude)) / sum;
      for (let k = 0; k < image.length; k++) frame[band][k] += image[k] * scale;
    }
  },
};
