import type { Filter } from '../../../maths/filters/filter.ts';
import { formatNumber } from '../../../ui/text/quantity.ts';

/** "ring ≥ 0.3", "redshift 0.02 – 0.1", "class: spiral, barred", or the rule itself. */
export function wordsOfFilter(filter: Filter): string {
  if (filter.kind === 'rule') return filter.text.trim();
  if (filter.kind === 'words') return `${filter.column}: ${filter.words.join(', ') || 'none'}`;
  return `${filter.column} ${rangeText(filter.from, filter.to)}`;
}

/** The same with every digit of a range, for files and papers: with it the same galaxies are found again. */
export function exactWordsOfFilter(filter: Filter): string {
  if (filter.kind !== 'range') return wordsOfFilter(filter);
  return `${filter.column} ${rangeText(filter.from, filter.to, String)}`;
}

/** "0.3 – 1.5"; "≥ 0.3" and "≤ 1.5" where an end is open. */
export function rangeText(from: number, to: number, text: (value: number) => string = endText): string {
  const [low, high] = [from > Number.NEGATIVE_INFINITY, to < Number.POSITIVE_INFINITY];
  if (!low && !high) return 'all';
  if (!high) return `≥ ${text(from)}`;
  if (!low) return `≤ ${text(to)}`;
  return from === to ? text(from) : `${text(from)} – ${text(to)}`;
}

/** Without zeros at its end: an end of a range is no measurement. */
function endText(value: number): string {
  const text = formatNumber(value);
  return text.includes('.') && !text.includes('×') ? text.replace(/\.?0+$/, '') : text;
}
