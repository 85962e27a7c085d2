import type { CategoryColumn, Column, NumberColumn } from '../../../contracts/column.ts';
import {
  type EffectSize,
  hedgesG,
  type Moments,
  oddsEffect,
  type Share,
  splitMoments,
} from '../../../maths/filters/effectSize.ts';

/** How a column, or one of its words, differs between the selection and the rest. */
export type Contrast = NumberContrast | WordContrast;

interface NumberContrast extends EffectSize {
  column: NumberColumn;
  within: Moments;
  without: Moments;
}

interface WordContrast extends EffectSize {
  column: CategoryColumn;
  /** The word that differs most. */
  word: string;
  within: Share;
  without: Share;
}

/**
 * How one column differs.
 *
 * @param inside (n) 1 where a galaxy is selected
 * @returns null where it tells nothing: free text, no value, all alike, too few
 */
export function contrastOf(column: Column, inside: Uint8Array): Contrast | null {
  if (column.kind === 'text') return null;
  if (column.kind === 'number') {
    const { within, without } = splitMoments(column.values, inside);
    const size = hedgesG(within, without);
    return size && { ...size, column, within, without };
  }
  return wordContrast(column, inside);
}

function wordContrast(column: CategoryColumn, inside: Uint8Array): WordContrast | null {
  const { categories, codes } = column;
  const counts = [new Uint32Array(256), new Uint32Array(256)];
  for (let row = 0; row < codes.length; row++) counts[inside[row]][codes[row]]++;
  const [outer, inner] = counts.map(own => own.subarray(0, categories.length));
  const total = (own: Uint32Array) => own.reduce((sum, count) => sum + count, 0);
  const [ofInner, ofOuter] = [total(inner), total(outer)];
  if (categories.length < 2) return null;
  let best: WordContrast | null = null;
  for (const [code, word] of categories.entries()) {
    if (inner[code] + outer[code] === 0) continue;
    const [within, without] = [
      { count: inner[code], of: ofInner },
      { count: outer[code], of: ofOuter },
    ];
    const size = oddsEffect(within, without);
    if (size && (!best || surely(size) > surely(best))) best = { ...size, column, word, within, without };
  }
  return best;
}

/** How far from none an effect surely is: the near end of its interval; negative where the interval holds none. */
export function surely({ effect, margin }: EffectSize): number {
  return Math.abs(effect) - margin;
}
