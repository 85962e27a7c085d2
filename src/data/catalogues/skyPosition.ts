import { type Column, nullCode } from '../../contracts/column.ts';
import type { IngestProblem } from '../../contracts/ingest.ts';
import { findPositionNames } from './positionNames.ts';
import { readSexagesimal } from './sexagesimal.ts';

interface SkyPositions {
  /** (n) degrees in [0, 360); NaN where unknown. Absent where no row can be read, which is reported. */
  raDeg?: Float64Array;
  /** (n) degrees in [−90, 90]; NaN where unknown. */
  decDeg?: Float64Array;
  problems: IngestProblem[];
}

/**
 * Finds right ascension and declination by name. Numbers are degrees unless the unit says hours or radians; sixtieths
 * without a mark are hours in right ascension unless the unit says degrees or a value passes 24.
 *
 * @returns undefined where there is no such pair or every row lacks one
 */
export function findSkyPositions(columns: readonly Column[]): SkyPositions | undefined {
  const found = findPositionNames(columns.map(column => column.name));
  if (!found) return undefined;
  const ra = columns[found.ra];
  const dec = columns[found.dec];
  const alpha = anglesOf(ra, 'ra');
  const delta = anglesOf(dec, 'dec');
  const problems = [...alpha.problems, ...delta.problems];
  for (const column of [ra, dec]) if (column.kind === 'number') column.unit ??= 'deg';
  const checked = checkedPositions({ ...alpha, name: ra.name }, { ...delta, name: dec.name });
  if (!checked) return problems.length > 0 ? { problems } : undefined;
  return { ...checked, problems: [...problems, ...checked.problems] };
}

interface Angles {
  /** (n) degrees, NaN where unknown */
  degrees: Float64Array;
  problems: IngestProblem[];
}

const hourUnits = /^["'(]?(h|hr|hrs|hour|hours|hourangle|hms|h:m:s(\.s*)?)["')]?$/i;
const degreeUnits = /^["'(]?(deg|degree|degrees|dms|d:m:s(\.s*)?)["')]?$/i;
const radianUnits = /^(rad|radian|radians)$/i;

function anglesOf(column: Column, axis: 'ra' | 'dec'): Angles {
  const unit = column.unit ?? /[[(](.*)[\])]\s*$/.exec(column.name)?.[1].trim() ?? '';
  if (column.kind !== 'number') return readAngles(column, axis, unit);
  const factor = hourUnits.test(unit) ? 15 : radianUnits.test(unit) ? 180 / Math.PI : 1;
  if (factor === 1 && column.values instanceof Float64Array) return { degrees: column.values, problems: [] };
  return { degrees: Float64Array.from(column.values, value => value * factor), problems: [] };
}

/** Angles written as text: in sixtieths, or as numbers of degrees. */
function readAngles(column: Exclude<Column, { kind: 'number' }>, axis: 'ra' | 'dec', unit: string): Angles {
  const words =
    column.kind === 'text'
      ? [...column.values]
      : Array.from(column.codes, code => (code === nullCode ? null : column.categories[code]));
  const read = words.map(word => (word === null ? undefined : readSexagesimal(word)));
  const past24 = read.findIndex(angle => angle !== undefined && angle.mark !== 'h' && angle.first >= 24);
  const plainHours = axis === 'ra' && !degreeUnits.test(unit) && past24 < 0;
  const problems: IngestProblem[] = [];
  const marked = read.some(angle => angle?.mark !== undefined);
  if (axis === 'ra' && past24 >= 0 && !marked && !degreeUnits.test(unit)) {
    problems.push({
      sentence: `Column ${column.name} is read as degrees, minutes and seconds, not as hours, because row ${past24} has ${words[past24]}.`,
      row: past24,
    });
  }
  const degrees = Float64Array.from(read, (angle, row) => {
    if (!angle) return Number(words[row] || Number.NaN);
    const isHours = angle.mark === 'h' || (angle.mark === undefined && plainHours);
    return isHours ? angle.value * 15 : angle.value;
  });
  const unread = words.findIndex((word, row) => word !== null && Number.isNaN(degrees[row]));
  if (unread >= 0) {
    problems.push({
      sentence: `Column ${column.name} holds values that are not angles, the first in row ${unread} (“${words[unread]}”): these positions are left out; write degrees, or hours and degrees in sixtieths.`,
      row: unread,
    });
  }
  return { degrees, problems };
}

function checkedPositions(
  ra: { name: string; degrees: Float64Array },
  dec: { name: string; degrees: Float64Array },
): SkyPositions | undefined {
  if (areInPlace(ra.degrees, dec.degrees)) return { raDeg: ra.degrees, decDeg: dec.degrees, problems: [] };
  const raDeg = new Float64Array(ra.degrees.length).fill(Number.NaN);
  const decDeg = new Float64Array(ra.degrees.length).fill(Number.NaN);
  const off: number[] = [];
  let known = 0;
  for (let row = 0; row < raDeg.length; row++) {
    const alpha = ra.degrees[row];
    const delta = dec.degrees[row];
    if (Number.isNaN(alpha) || Number.isNaN(delta)) continue;
    if (Math.abs(delta) > 90 || alpha < -180 || alpha > 360) {
      off.push(row);
      continue;
    }
    raDeg[row] = turned(alpha);
    decDeg[row] = delta;
    known++;
  }
  if (known === 0) return undefined;
  const problems: IngestProblem[] =
    off.length === 0
      ? []
      : [
          {
            sentence: `${off.length === 1 ? 'One row has' : `${off.length} rows have`} a position off the sky, the first in row ${off[0]} (${ra.name} = ${ra.degrees[off[0]]}, ${dec.name} = ${dec.degrees[off[0]]}): degrees are needed; these positions are left out.`,
            row: off[0],
          },
        ];
  return { raDeg, decDeg, problems };
}

/** Whether every row has a position on the sky as it stands, or none: the columns themselves then serve. */
function areInPlace(raDeg: Float64Array, decDeg: Float64Array): boolean {
  let known = 0;
  for (let row = 0; row < raDeg.length; row++) {
    const isOn = raDeg[row] >= 0 && raDeg[row] < 360 && Math.abs(decDeg[row]) <= 90;
    if (isOn) known++;
    else if (!(Number.isNaN(raDeg[row]) && Number.isNaN(decDeg[row]))) return false;
  }
  return known > 0;
}

/** Turns an angle into [0, 360); one that is there already keeps all its digits. */
function turned(alphaDeg: number): number {
  if (alphaDeg === 360) return 0;
  return alphaDeg < 0 ? alphaDeg + 360 : alphaDeg;
}
