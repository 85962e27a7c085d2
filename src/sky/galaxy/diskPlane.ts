import type { Random } from '../../maths/statistics/random.ts';
import { colourOf } from '../light/colour.ts';
import { barBrightness } from './bar.ts';
import { drawClumps } from './clumps.ts';
import { ringProfile } from './ring.ts';
import { createArms } from './spiral.ts';
import type { Disk } from './structure.ts';
import { createTurbulence } from './turbulence.ts';

/** A disk seen from above. */
export interface DiskPlane {
  side: number;
  /** Half width of the map, scale lengths */
  reach: number;
  /** (side, side, 4) row-major: light in g, r, i a cell (r sums to 1), optical depth at V */
  cells: Float32Array;
}

/** Half width of the map, scale lengths: an exponential has 2 % of its light beyond. */
const reach = 5.6;

/** Paints the disk face-on: old stars, bar, ring, arms, knots and dust. */
export function createDiskPlane(disk: Disk, redshift: number, side: number, random: Random): DiskPlane {
  const arms = disk.arms ? createArms(disk.arms, random) : null;
  const patches = createTurbulence(random, 7, 3);
  const cells = new Float32Array(side * side * 4);
  const step = (2 * reach) / side;
  const youth = new Float32Array(side * side);
  const youngColour = colourOf(-0.05, redshift);
  const youngG = 10 ** (-0.4 * youngColour.gMinusR);
  const youngI = 10 ** (0.4 * youngColour.rMinusI);
  const barAge = colourOf(Math.min(1, disk.innerAge + 0.15), redshift);
  const barG = 10 ** (-0.4 * barAge.gMinusR);
  const barI = 10 ** (0.4 * barAge.rMinusI);
  const barShare = disk.bar ? disk.bar.strength / barTotal(disk) : 0;
  const lopsidedAngle = (disk.lopsidedAngleDeg * Math.PI) / 180;
  // Colours along the radius, in steps fine enough for the eye: a power a pixel would cost more than all else.
  const gradient = Array.from({ length: 65 }, (_, k) => {
    const age = disk.innerAge + (disk.outerAge - disk.innerAge) * Math.min(1, ((k / 64) * reach) / 3);
    const colour = colourOf(age, redshift);
    return { g: 10 ** (-0.4 * colour.gMinusR), i: 10 ** (0.4 * colour.rMinusI) };
  });
  for (let row = 0; row < side; row++) {
    const y = (row + 0.5) * step - reach;
    for (let column = 0; column < side; column++) {
      const x = (column + 0.5) * step - reach;
      const radius = Math.sqrt(x * x + y * y);
      if (radius > reach) continue;
      const angle = Math.atan2(y, x);
      const edge = 1 / (1 + Math.exp((radius - disk.breakRadius) / 0.25));
      let old = (Math.exp(-radius) * edge) / (2 * Math.PI);
      let young = 0.12 * old * disk.outerAge;
      let dust = 0.5;
      if (disk.patchiness > 0) {
        const patch = patches(radius * 1.6 + 9, (angle / (2 * Math.PI)) * 7);
        old *= Math.exp(disk.patchiness * patch - 0.5 * disk.patchiness ** 2);
      }
      if (arms) {
        const light = arms(radius, angle);
        young += 0.55 * old * light.young * (1.15 - disk.outerAge);
        old *= light.old;
        dust += light.dust;
      }
      if (disk.ring) {
        const crest = ringProfile(disk.ring, radius, angle) * disk.ring.contrast;
        const base = Math.exp(-disk.ring.radius) / (2 * Math.PI);
        const grain = 1 + 0.4 * patches(30 + radius, (angle / (2 * Math.PI)) * 7);
        young += 0.45 * base * crest * Math.max(0.1, grain) * (1.3 - disk.outerAge);
        old += 0.55 * base * crest;
      }
      const lopsided = 1 + disk.lopsidedness * Math.min(1, radius / 2.5) * Math.cos(angle - lopsidedAngle);
      old *= lopsided;
      young *= lopsided;
      const bar = disk.bar ? barShare * barBrightness(disk.bar, x, y) : 0;
      const colour = gradient[Math.min(64, Math.round((radius / reach) * 64))];
      const cell = (row * side + column) * 4;
      const area = step * step;
      cells[cell] = (old * colour.g + young * youngG + bar * barG) * area;
      cells[cell + 1] = (old + young + bar) * area;
      cells[cell + 2] = (old * colour.i + young * youngI + bar * barI) * area;
      // Dust lies wider than stars (Xilouris et al. 1999)
      cells[cell + 3] = disk.dustOpacity * Math.exp(-radius / 1.4) * dust;
      youth[row * side + column] = young;
    }
  }
  addClumps({ side, reach, cells }, disk, youth, { g: youngG * 1.08, i: youngI }, random);
  normalise(cells);
  return { side, reach, cells };
}

/** The bar's brightness summed over its area (scale lengths squared), before normalisation; coarse: it sets a share only. */
function barTotal(disk: Disk): number {
  let sum = 0;
  const bar = disk.bar!;
  const step = bar.halfLength / 12;
  for (let a = -24; a < 24; a++) {
    for (let b = -24; b < 24; b++)
      sum += barBrightness(bar, (a + 0.5) * step, (b + 0.5) * step) * step * step;
  }
  return sum;
}

/** Adds bright clumps where young stars are. @param colour light in g and i per light in r */
function addClumps(
  plane: DiskPlane,
  disk: Disk,
  youth: Float32Array,
  { g, i }: { g: number; i: number },
  random: Random,
): void {
  if (disk.clumpCount < 1) return;
  const { side, cells } = plane;
  const step = (2 * reach) / side;
  const indexOf = (x: number, y: number) =>
    Math.min(side - 1, Math.floor((y + reach) / step)) * side +
    Math.min(side - 1, Math.floor((x + reach) / step));
  let most = 1e-9;
  for (const value of youth) if (value > most) most = value;
  const within = Math.min(reach, disk.breakRadius);
  // Knots reach further out than the light
  const density = (x: number, y: number) => (youth[indexOf(x, y)] / most) ** 0.75;
  for (const clump of drawClumps(random, disk.clumpCount, disk.clumpShare, within, density)) {
    const radius = Math.max(clump.radius, 0.6 * step);
    const reachCells = Math.ceil((3 * radius) / step);
    const centreColumn = (clump.x + reach) / step - 0.5;
    const centreRow = (clump.y + reach) / step - 0.5;
    const peak = (clump.share / (2 * Math.PI * radius * radius)) * step * step;
    for (let row = Math.ceil(centreRow - reachCells); row <= centreRow + reachCells; row++) {
      for (let column = Math.ceil(centreColumn - reachCells); column <= centreColumn + reachCells; column++) {
        if (row < 0 || column < 0 || row >= side || column >= side) continue;
        const squared = ((row - centreRow) ** 2 + (column - centreColumn) ** 2) * step * step;
        const light = peak * Math.exp((-0.5 * squared) / (radius * radius));
        const cell = (row * side + column) * 4;
        cells[cell] += light * g;
        cells[cell + 1] += light;
        cells[cell + 2] += light * i;
      }
    }
  }
}

function normalise(cells: Float32Array): void {
  let sum = 0;
  for (let k = 1; k < cells.length; k += 4) sum += cells[k];
  for (let k = 0; k < cells.length; k += 4) {
    cells[k] /= sum;
    cells[k + 1] /= sum;
    cells[k + 2] /= sum;
  }
}
