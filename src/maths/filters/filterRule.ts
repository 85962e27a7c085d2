import type { Filter } from './filter.ts';

/**
 * Filters as one rule that lets the same galaxies pass, for a link or another program: "`ring` >= 0.3 and `ring` <= 1".
 *
 * @returns empty where nothing is filtered; null for a filter that no rule can say: a word with a quotation mark, a column with a backtick, no word at all
 */
export function ruleOfFilters(filters: readonly Filter[]): string | null {
  const rules: string[] = [];
  for (const filter of filters) {
    const rule = ruleOf(filter);
    if (rule === null) return null;
    if (rule !== '') rules.push(rule);
  }
  return rules.join(' and ');
}

function ruleOf(filter: Filter): string | null {
  if (filter.kind === 'rule') return `(${filter.text.trim()})`;
  if (filter.column.includes('`')) return null;
  const name = `\`${filter.column}\``;
  if (filter.kind === 'words') {
    if (filter.words.some(word => word.includes('"'))) return null;
    if (filter.words.length === 0) return null;
    return `(${filter.words.map(word => `${name} = "${word}"`).join(' or ')})`;
  }
  const ends: string[] = [];
  if (filter.from > Number.NEGATIVE_INFINITY) ends.push(`${name} >= ${filter.from}`);
  if (filter.to < Number.POSITIVE_INFINITY) ends.push(`${name} <= ${filter.to}`);
  return ends.join(' and ');
}
