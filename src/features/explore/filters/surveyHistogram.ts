import type { SurveyColumn } from '../../../contracts/survey.ts';
import type { RuleColumn } from '../../../maths/catalogue/columnRule.ts';
import { noBin } from '../../../maths/filters/columnBins.ts';
import type { LinkedHistogram } from '../../../maths/filters/crossFilter.ts';

/** A column counted in the bins of its survey, so that counts of the whole and of what is loaded stand in the same places. */
export function inSurveyBins(column: RuleColumn, survey: SurveyColumn | undefined): RuleColumn {
  if (column.kind !== 'number' || survey?.kind !== 'number') return column;
  const { low, high, counts } = survey;
  const bins = counts?.counts.length ?? 0;
  if (low === undefined || high === undefined || low >= high || bins === 0) return column;
  return {
    ...column,
    edges: Float64Array.from({ length: bins + 1 }, (_, i) => low + ((high - low) * i) / bins),
  };
}

/**
 * The counts of a whole survey, in the place of those of the galaxies loaded: for a column that nothing filters.
 *
 * @param loaded in the survey's own bins, from {@link inSurveyBins}
 * @param words of a category as they are loaded, by code
 * @returns null where the survey does not count this column so
 */
export function surveyHistogram(
  { bins }: LinkedHistogram,
  { kind, counts, categories }: SurveyColumn,
  words: readonly string[] | null,
): LinkedHistogram | null {
  if (!counts || (kind === 'category') !== (words !== null)) return null;
  const all = new Uint32Array(256);
  if (words)
    for (const [code, word] of words.entries())
      all[code] = counts.counts[categories?.indexOf(word) ?? -1] ?? 0;
  else if (counts.counts.length === bins.bins) all.set(counts.counts);
  else return null;
  all[noBin] = counts.without;
  return { bins, all, linked: all };
}
