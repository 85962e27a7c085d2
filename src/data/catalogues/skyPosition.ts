import type { Column, NumberColumn } from '../../contracts/column.ts';
import type { IngestProblem } from '../../contracts/ingest.ts';

/** Pairs of names for right ascension and declination in degrees, lower case, the surest first. */
const positionNames: [string, string][] = [
  ['ra', 'dec'],
  ['ra_deg', 'dec_deg'],
  ['radeg', 'decdeg'],
  ['radeg', 'dedeg'],
  ['ra_j2000', 'dec_j2000'],
  ['raj2000', 'dej2000'],
  ['_raj2000', '_dej2000'],
  ['alpha_j2000', 'delta_j2000'],
  ['ra_icrs', 'de_icrs'],
  ['right_ascension', 'declination'],
];

export interface SkyPositions {
  /** (n) degrees in [0, 360); NaN where unknown. */
  raDeg: Float64Array;
  /** (n) degrees in [−90, 90]; NaN where unknown. */
  decDeg: Float64Array;
  problems: IngestProblem[];
}

/** Finds right ascension and declination by name; undefined where there is no such pair or no row has both. */
export function findSkyPositions(columns: readonly Column[]): SkyPositions | undefined {
  const named = (name: string): NumberColumn | undefined =>
    columns.find((c): c is NumberColumn => c.kind === 'number' && c.name.toLowerCase() === name);
  for (const [raName, decName] of positionNames) {
    const ra = named(raName);
    const dec = named(decName);
    if (!ra || !dec) continue;
    ra.unit ??= 'deg';
    dec.unit ??= 'deg';
    return checkedPositions(ra, dec);
  }
  return undefined;
}

function checkedPositions(ra: NumberColumn, dec: NumberColumn): SkyPositions | undefined {
  const raDeg = new Float64Array(ra.values.length).fill(Number.NaN);
  const decDeg = new Float64Array(ra.values.length).fill(Number.NaN);
  const off: number[] = [];
  let known = 0;
  for (let row = 0; row < raDeg.length; row++) {
    const alpha = ra.values[row];
    const delta = dec.values[row];
    if (Number.isNaN(alpha) || Number.isNaN(delta)) continue;
    if (Math.abs(delta) > 90 || alpha < -180 || alpha > 360) {
      off.push(row);
      continue;
    }
    raDeg[row] = (alpha + 360) % 360;
    decDeg[row] = delta;
    known++;
  }
  if (known === 0) return undefined;
  const problems: IngestProblem[] =
    off.length === 0
      ? []
      : [
          {
            sentence: `${off.length === 1 ? 'One row has' : `${off.length} rows have`} a position off the sky, the first in row ${off[0]} (${ra.name} = ${ra.values[off[0]]}, ${dec.name} = ${dec.values[off[0]]}): degrees are needed; these positions are left out.`,
            row: off[0],
          },
        ];
  return { raDeg, decDeg, problems };
}
