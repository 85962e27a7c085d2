import type { Random } from '../../maths/statistics/random.ts';
import type { Structure } from '../galaxy/structure.ts';
import type { Band, SkyFrame } from '../light/frame.ts';
import { nativePixelArcsec } from '../light/frame.ts';
import type { BandNoise } from '../light/noise.ts';
import { enlargeCentre } from '../light/resample.ts';
import type { Conditions } from './conditions.ts';

/**
 * What DECaLS sees of the same light, on SDSS's coarser pixels: dark-sky brightness of 22, 20.9 and 18.9 magnitudes a
 * square arcsecond in g, r, z, and exposures so long that a point source of 24.7, 23.9 and 23.0 stands out by five
 * standard deviations (Dey et al. 2019, table 4, three passes).
 */
export const decalsNoise: Readonly<Record<Band, BandNoise>> = {
  g: { electronsPerNanomaggy: 8900, skyNanomaggies: 0.25, readElectrons: 15 },
  r: { electronsPerNanomaggy: 4700, skyNanomaggies: 0.68, readElectrons: 15 },
  i: { electronsPerNanomaggy: 5500, skyNanomaggies: 4.3, readElectrons: 15 }, // its z
};

/** The same night without remains of the sky: DECaLS subtracts it to where even stacked images show no light. */
export function decalsConditions(conditions: Conditions): Conditions {
  const level = { x: 0, y: 0 };
  return { ...conditions, background: { g: 0, r: 0, i: 0 }, slope: { g: level, r: level, i: level } };
}

const decalsPixelArcsec = 0.262;
const zOverI = 1.25; // i − z = 0.24 magnitudes, an old population's

/** Light that is one unit of the stretch, nanomaggies a DECaLS pixel (Walmsley et al. 2022, §2.2 and its code). */
const unit = { g: 0.008, r: 0.014, z: 0.019 };
const [darkest, brightest] = [Math.asinh(-0.5), Math.asinh(300)];

/**
 * Galaxy Zoo DECaLS's picture: each filter by its own inverse hyperbolic sine, single-coloured pixels made greyer.
 *
 * @returns (side, side, 3) RGB, 0 … 255
 */
export function decalsRgb(frame: SkyFrame): Uint8ClampedArray {
  const area = (decalsPixelArcsec / nativePixelArcsec) ** 2;
  const shown = (light: number, one: number) =>
    (Math.asinh((light * area) / one) - darkest) / (brightest - darkest);
  const pixels = frame.side * frame.side;
  const rgb = new Uint8ClampedArray(pixels * 3);
  for (let k = 0; k < pixels; k++) {
    const x = [shown(frame.i[k] * zOverI, unit.z), shown(frame.r[k], unit.r), shown(frame.g[k], unit.g)];
    const grey = (x[0] + x[1] + x[2]) / 3 || 1;
    const colourful = Math.sin(((1 - Math.min(1, Math.max(...x) / grey / 2.5)) * Math.PI) / 2);
    const rest = grey * (1 - colourful);
    for (let c = 0; c < 3; c++) {
      const value = x[c] * colourful + rest + rest * (1 - colourful) * x[c];
      rgb[3 * k + c] = Math.floor(255 * Math.min(1, Math.max(0, value)));
    }
  }
  return rgb;
}

/**
 * From linear light to Galaxy Zoo DECaLS's picture, without the artefacts of SkyServer's.
 *
 * @param boxPx side of the central box that is shown
 * @returns (sidePx, sidePx, 3) row-major RGB, 0–255
 */
export function developDecals(frame: SkyFrame, boxPx: number, sidePx: number): Uint8Array {
  return new Uint8Array(enlargeCentre(decalsRgb(frame), frame.side, boxPx, sidePx).buffer);
}

/**
 * Two in five disks get a ring beyond bar and inner disk, in place of any they have: outer rings are seen in deep images
 * (Buta & Combes 1996). Very patchy disks, those of irregulars, stay as they are.
 */
export function withOuterRing(structure: Structure, random: Random): Structure {
  const { disk } = structure;
  if (!disk || disk.patchiness >= 0.25 || random.uniform() > 0.4) return structure;
  const inner = Math.max(disk.bar?.halfLength ?? 0, 0.7);
  const radius = inner * (1.5 + 1.7 * random.uniform());
  const ring = {
    radius,
    width: radius * (0.06 + 0.12 * random.uniform()),
    contrast: 0.3 + 2.2 * random.uniform(),
    ellipticity: 0.15 * random.uniform(),
    angleDeg: 180 * random.uniform(),
  };
  return { ...structure, disk: { ...disk, ring, breakRadius: Math.max(disk.breakRadius, 1.25 * radius) } };
}
