import { type Column, nullCode } from '../../contracts/column.ts';
import type { ColumnRule, RuleColumn } from '../../maths/catalogue/columnRule.ts';

/** A class for each galaxy. */
interface ClassLabels {
  classes: string[];
  /** (n) index into `classes`; −1 where there is no answer. */
  labels: Int16Array;
}

/** The columns a rule can use: all but free text. */
export function ruleColumns(columns: readonly Column[]): RuleColumn[] {
  return columns.flatMap((column): RuleColumn[] => {
    if (column.kind === 'text') return [];
    if (column.kind === 'number') return [{ name: column.name, kind: 'number', values: column.values }];
    return [{ name: column.name, kind: 'words', words: column.categories, codes: column.codes }];
  });
}

/** Class 1 where a rule holds, 0 where it does not, none where a column it needs is empty. */
export function labelsOfRule(
  rule: ColumnRule,
  count: number,
  classes: [no: string, yes: string],
): ClassLabels {
  const labels = Int16Array.from({ length: count }, (_, row) => {
    const verdict = rule.matches(row);
    return verdict === undefined ? -1 : Number(verdict);
  });
  return { classes, labels };
}

/** Of several rules the first that holds; none where no rule does. A rule whose columns are empty does not hold. */
export function labelsOfRules(
  rules: readonly { name: string; rule: ColumnRule }[],
  count: number,
): ClassLabels {
  const labels = Int16Array.from({ length: count }, (_, row) =>
    rules.findIndex(({ rule }) => rule.matches(row)),
  );
  return { classes: rules.map(({ name }) => name), labels };
}

const mostClasses = 20; // up to so many different whole numbers are classes; more are measurements

/**
 * The classes a column holds: those of its words that occur, or its whole numbers where there are few different ones.
 *
 * @throws RangeError for a column that holds none, with what to do instead
 */
export function labelsOfColumn(column: Column): ClassLabels {
  if (column.kind === 'category') {
    const present = new Set(column.codes);
    const codes = column.categories.map((_, code) => code).filter(code => present.has(code));
    const place = new Map(codes.map((code, i) => [code, i]));
    return {
      classes: codes.map(code => column.categories[code]),
      labels: Int16Array.from(column.codes, code => (code === nullCode ? -1 : (place.get(code) ?? -1))),
    };
  }
  if (column.kind === 'text') {
    throw new RangeError(
      `need a column of few words or of numbers; got ${column.name}, which is free text: choose another`,
    );
  }
  const distinct = new Set<number>();
  for (const value of column.values) {
    if (Number.isNaN(value)) continue;
    distinct.add(value);
    if (!Number.isInteger(value) || distinct.size > mostClasses) {
      throw new RangeError(
        `need at most ${mostClasses} whole numbers as classes; got ${value} in ${column.name}: use a rule such as ${column.name} > ${value}, or learn it as a number`,
      );
    }
  }
  const values = [...distinct].sort((a, b) => a - b);
  const place = new Map(values.map((value, i) => [value, i]));
  const isYesNo = values.join() === '0,1';
  return {
    classes: isYesNo ? [`not ${column.name}`, column.name] : values.map(String),
    labels: Int16Array.from(column.values, value => place.get(value) ?? -1),
  };
}
