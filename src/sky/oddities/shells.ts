import { colourOf } from '../light/colour.ts';
import { arcsecOf, bands, fluxesOf, fluxOf, magnitudeOf } from '../light/frame.ts';
import type { OddityPainter } from './oddityPainter.ts';
import { asElliptical } from './reshape.ts';

/**
 * Sharp-edged arcs on alternate sides of an elliptical, left by a swallowed disk (Malin & Carter 1983; Quinn
 * 1984).
 */
export const shells: OddityPainter = {
  reshape: (structure, random) => asElliptical(structure, random),
  addLight(frame, structure, lengthArcsec, random) {
    const { side } = frame;
    const axis = Math.PI * random.uniform();
    const count = 3 + random.integer(4);
    const colour = colourOf(0.85, structure.redshift);
    const share = fluxesOf(magnitudeOf(1), colour.gMinusR, colour.rMinusI);
    const light = new Float32Array(side * side);
    for (let s = 0; s < count; s++) {
      const edge = lengthArcsec * (1.3 + 0.75 * s + 0.3 * random.uniform());
      const middle = axis + (s % 2) * Math.PI + 0.25 * random.normal();
      const opening = 0.55 + 0.4 * random.uniform();
      const depth = 0.1 * edge;
      light.fill(0);
      let sum = 0;
      for (let row = 0; row < side; row++) {
        for (let column = 0; column < side; column++) {
          const x = arcsecOf(column, side);
          const y = arcsecOf(row, side);
          const radius = Math.hypot(x, y);
          if (radius > edge || radius < edge - 6 * depth) continue;
          const turn = Math.atan2(y, x) - middle;
          const away = Math.atan2(Math.sin(turn), Math.cos(turn)) / opening;
          const value = Math.exp((radius - edge) / depth - away ** 4);
          light[row * side + column] = value;
          sum += value;
        }
      }
      if (sum === 0) continue;
      const flux = fluxOf(structure.magnitudeR) * (0.018 + 0.022 * random.uniform());
      for (const band of bands) {
        const scale = (share[band] * flux) / sum;
        for (let k = 0; k < light.length; k++) frame[band][k] += light[k] * scale;
      }
    }
  },
};
