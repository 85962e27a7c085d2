/** A condition on galaxies: a range of a column of numbers, some of a column's words, or a rule over columns (columnRule.ts). */
export type Filter = RangeFilter | WordsFilter | RuleFilter;

/** Numbers from `from` to `to`, both included; what has no number fails. */
interface RangeFilter {
  kind: 'range';
  column: string;
  /** −Infinity where there is no lower end. */
  from: number;
  /** Infinity where there is no upper end. */
  to: number;
}

/** Categories that pass; what has none fails. */
interface WordsFilter {
  kind: 'words';
  column: string;
  words: readonly string[];
}

/** `ring > 0.5 and redshift < 0.1`: what is unknown fails. */
interface RuleFilter {
  kind: 'rule';
  text: string;
}
