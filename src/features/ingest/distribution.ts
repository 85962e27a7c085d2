import { type Column, nullCode } from '../../contracts/column.ts';
import type { SurveyColumn } from '../../contracts/survey.ts';

/** How a column's values are spread, for a line of small bars. */
export interface Distribution {
  /** Bars from left to right: equal bins from least to most, or categories by falling count. */
  counts: number[];
  /** Galaxies without a value. */
  nulls: number;
  /** Galaxies whose value is ±Infinity, where there are any: they are in no bar and not empty. */
  infinite?: number;
  /** Least and greatest value of a number column that has one. */
  range?: [least: number, most: number];
}

const bins = 32; // 3 px a bar in a 96 px line
const mostCategories = 16;

/** Null for a column of free text, which has no distribution to draw. */
export function distributionOf(column: Column): Distribution | null {
  if (column.kind === 'number') return ofNumbers(column.values);
  if (column.kind === 'category') return ofCategories(column.codes, column.categories.length);
  return null;
}

/** The same of a whole survey, of which a part is loaded; null where it does not count this column so. */
export function distributionInSurvey(column: Column, survey: SurveyColumn): Distribution | null {
  const { kind, counts, low, high } = survey;
  if (!counts || kind !== column.kind) return null;
  const { without, least = low, greatest = high } = counts;
  if (kind === 'category') {
    return { counts: counts.counts.toSorted((a, b) => b - a).slice(0, mostCategories), nulls: without };
  }
  if (least === undefined || greatest === undefined) return null;
  return { counts: counts.counts, nulls: without, range: [least, greatest] };
}

function ofNumbers(values: ArrayLike<number>): Distribution {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  let finite = 0;
  let nulls = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (Number.isNaN(value)) nulls++;
    if (!Number.isFinite(value)) continue;
    finite++;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  const counts = new Array<number>(bins).fill(0);
  const infinite = values.length - finite - nulls;
  const others = infinite > 0 ? { nulls, infinite } : { nulls };
  if (finite === 0) return { counts, ...others };
  const scale = most > least ? bins / (most - least) : 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (Number.isFinite(value)) counts[Math.min(bins - 1, Math.floor((value - least) * scale))]++;
  }
  return { counts, ...others, range: [least, most] };
}

function ofCategories(codes: Uint8Array, categories: number): Distribution {
  const counts = new Array<number>(categories).fill(0);
  let nulls = 0;
  for (const code of codes) {
    if (code === nullCode) nulls++;
    else counts[code]++;
  }
  const sorted = counts.toSorted((a, b) => b - a);
  return { counts: sorted.slice(0, mostCategories), nulls };
}
