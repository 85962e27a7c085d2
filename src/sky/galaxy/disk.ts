import { extinctionPerAv } from '../light/colour.ts';
import type { SkyFrame } from '../light/frame.ts';
import { bands, nativePixelArcsec, pixelOf } from '../light/frame.ts';
import type { DiskPlane } from './diskPlane.ts';
import type { Disk } from './structure.ts';

/** Smallest cos i used for deprojection: below it the finite thickness sets the apparent width. */
const leastCosine = 0.1;

/**
 * Apparent axis ratio of a flat round disk of intrinsic thickness q₀: q² = cos² i + q₀² sin² i (Hubble 1926).
 */
export function apparentAxisRatio(inclinationDeg: number, q0: number): number {
  const i = (inclinationDeg * Math.PI) / 180;
  return Math.sqrt(Math.cos(i) ** 2 + (q0 * Math.sin(i)) ** 2);
}

/** How the dust in the disk's mid-plane dims the light behind it. */
interface DustScreen {
  /** (side, side) row-major, optical depth at V along the line of sight */
  opticalDepth: Float32Array;
  /** (side, side) row-major, share 0 … 1 of a round bulge's light that lies behind the plane */
  shareBehind(radiusArcsec: number): Float32Array;
}

/** A layer of the disk: its height in scale lengths and share of the light. */
interface Layer {
  height: number;
  share: number;
}

/** Slices of equal thickness through a sech² vertical profile (van der Kruit & Searle 1981), an even number. */
function layersOf(inclinationDeg: number, thickness: number): Layer[] {
  const count = inclinationDeg < 30 ? 2 : inclinationDeg < 60 ? 4 : inclinationDeg < 75 ? 8 : 14;
  const reach = 2.5; // sech² has 1.3 % of its light beyond 2.5 heights
  const layers = Array.from({ length: count }, (_, k) => {
    const height = ((k + 0.5) / count - 0.5) * 2 * reach;
    return { height: height * thickness, share: 1 / Math.cosh(height) ** 2 };
  });
  const sum = layers.reduce((total, layer) => total + layer.share, 0);
  for (const layer of layers) layer.share /= sum;
  return layers;
}

/**
 * Projects a face-on disk onto the sky, slice by slice, those beyond the mid-plane dimmed by its dust.
 *
 * @param flux total r flux without dust, nanomaggies
 * @param centre from the frame's centre
 * @returns the screen of dust, which also dims what lies behind it
 */
export function addDisk(
  frame: SkyFrame,
  plane: DiskPlane,
  disk: Disk,
  flux: number,
  { xArcsec, yArcsec }: { xArcsec: number; yArcsec: number },
): DustScreen {
  const { side } = frame;
  const scalePx = disk.scaleLengthArcsec / nativePixelArcsec;
  const inclination = (disk.inclinationDeg * Math.PI) / 180;
  const cosine = Math.max(leastCosine, Math.cos(inclination));
  const sine = Math.sin(inclination);
  const pa = (disk.positionAngleDeg * Math.PI) / 180;
  const [cosPa, sinPa] = [Math.cos(pa), Math.sin(pa)];
  const centreX = pixelOf(xArcsec, side);
  const centreY = pixelOf(yArcsec, side);
  const layers = layersOf(disk.inclinationDeg, disk.thickness);
  const opticalDepth = new Float32Array(side * side);
  const minor = new Float32Array(side * side);
  const step = (2 * plane.reach) / plane.side;
  // A native pixel covers this many cells of the plane, so that the sum over the sky is the disk's whole flux.
  const cellsAPixel = 1 / (scalePx * step) ** 2 / cosine;
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const dx = (column - centreX) / scalePx;
      const dy = (row - centreY) / scalePx;
      const along = dx * cosPa + dy * sinPa;
      const across = dy * cosPa - dx * sinPa;
      const at = row * side + column;
      minor[at] = across * disk.scaleLengthArcsec;
      if (Math.abs(along) > plane.reach) continue;
      const depth = sample(plane, along, across / cosine, 3) / cosine;
      opticalDepth[at] = depth;
      for (const layer of layers) {
        const y = (across - layer.height * sine) / cosine;
        if (Math.abs(y) > plane.reach) continue;
        const amount = layer.share * flux * cellsAPixel;
        for (let k = 0; k < 3; k++) {
          const band = bands[k];
          const light = sample(plane, along, y, k) * amount;
          frame[band][at] += layer.height < 0 ? light * Math.exp(-depth * extinctionPerAv[band]) : light;
        }
      }
    }
  }
  return {
    opticalDepth,
    shareBehind(radiusArcsec) {
      // On the near side of the centre line the plane passes in front of the bulge, on the far side behind it.
      const slope = (sine / cosine) * (1 / Math.max(radiusArcsec, 0.05));
      return minor.map(across => 0.5 * (1 + Math.tanh(across * slope)));
    },
  };
}

/** Bilinear value of a channel of the plane at a place in scale lengths; 0 outside. */
function sample(plane: DiskPlane, x: number, y: number, channel: number): number {
  const { side, reach, cells } = plane;
  const scale = side / (2 * reach);
  const column = (x + reach) * scale - 0.5;
  const row = (y + reach) * scale - 0.5;
  const left = Math.floor(column);
  const top = Math.floor(row);
  if (left < 0 || top < 0 || left >= side - 1 || top >= side - 1) return 0;
  const fx = column - left;
  const fy = row - top;
  const at = (top * side + left) * 4 + channel;
  const below = at + side * 4;
  return (
    (cells[at] * (1 - fx) + cells[at + 4] * fx) * (1 - fy) +
    (cells[below] * (1 - fx) + cells[below + 4] * fx) * fy
  );
}
