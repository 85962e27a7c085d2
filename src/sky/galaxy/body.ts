import type { Random } from '../../maths/statistics/random.ts';
import { colourOf, extinctionPerAv } from '../light/colour.ts';
import type { SkyFrame } from '../light/frame.ts';
import { bands, createFrame, fluxesOf, fluxOf, nativePixelArcsec } from '../light/frame.ts';
import { addSersic } from '../light/sersic.ts';
import { addDisk } from './disk.ts';
import { createDiskPlane } from './diskPlane.ts';
import type { Structure } from './structure.ts';

/** Adds a galaxy's own light, sharp and without noise: the disk, then the bulge behind and before its dust. */
export function addGalaxy(
  frame: SkyFrame,
  structure: Structure,
  random: Random,
  xArcsec = 0,
  yArcsec = 0,
): void {
  const { bulge, disk, bulgeToTotal, magnitudeR, redshift } = structure;
  let screen: ReturnType<typeof addDisk> | null = null;
  if (disk && bulgeToTotal < 1) {
    const scalePx = disk.scaleLengthArcsec / nativePixelArcsec;
    const cells = Math.round(Math.min(288, Math.max(112, 11.2 * scalePx * 1.2))); // a cell a little under a pixel
    const plane = createDiskPlane(disk, redshift, cells, random);
    screen = addDisk(frame, plane, disk, fluxOf(magnitudeR) * (1 - bulgeToTotal), { xArcsec, yArcsec });
  }
  if (!bulge || bulgeToTotal <= 0) return;
  const colour = colourOf(bulge.age, redshift);
  const flux = fluxesOf(magnitudeR - 2.5 * Math.log10(bulgeToTotal), colour.gMinusR, colour.rMinusI);
  const component = { xArcsec, yArcsec, flux, ...bulge };
  if (!screen) {
    addSersic(frame, component);
    return;
  }
  const light = createFrame(frame.side);
  addSersic(light, component);
  const behind = screen.shareBehind(bulge.effectiveRadiusArcsec);
  for (const band of bands) {
    const [from, to] = [light[band], frame[band]];
    const extinction = extinctionPerAv[band];
    for (let k = 0; k < from.length; k++) {
      if (from[k] === 0) continue;
      to[k] += from[k] * (1 - behind[k] * (1 - Math.exp(-screen.opticalDepth[k] * extinction)));
    }
  }
}
