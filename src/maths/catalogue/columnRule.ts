import { RuleError } from './ruleError.ts';
import { parseRule, type RuleNode } from './ruleGrammar.ts';

/** A column as a rule sees it. */
export type RuleColumn =
  | {
      name: string;
      kind: 'number';
      values: ArrayLike<number>;
      /** Ascending ends of the bins it is counted in, at most 255; default: made of its values. */
      edges?: Float64Array;
    }
  | { name: string; kind: 'words'; words: readonly string[]; codes: ArrayLike<number> };

/** What a rule says of a galaxy; undefined where a column it needs is empty there. */
type RuleVerdict = boolean | undefined;

/** A condition over columns, ready to be asked galaxy by galaxy. */
export interface ColumnRule {
  /** Names of the columns it looks at, in order of appearance. */
  columns: string[];
  /** @param row of the catalogue the rule was read for */
  matches(row: number): RuleVerdict;
}

/**
 * Reads a rule such as `ring > 0.5 and edge-on < 0.2` or `not (class = "spiral" or redshift >= 0.1)`.
 *
 * Comparisons are <, <=, >, >=, = and !=, of a column with a number or, where it holds words, = and != with a word of it.
 * "not" binds before "and", "and" before "or". A name with a space, or one that is no plain word, stands in backticks. What is
 * empty is unknown, and stays so through "and" and "or" unless the other side decides (Kleene's three-valued logic).
 *
 * @throws RuleError with the position of what is wrong; an unknown column with the nearest name there is
 */
export function columnRule(text: string, columns: readonly RuleColumn[]): ColumnRule {
  const tree = parseRule(
    text,
    columns.map(({ name }) => name),
  );
  const byName = new Map(columns.map(column => [column.name, column]));
  const used = new Set<string>();
  const compile = (node: RuleNode): ((row: number) => RuleVerdict) => {
    if (node.kind === 'not') {
      const inner = compile(node.inner);
      return row => negated(inner(row));
    }
    if (node.kind === 'compare') {
      used.add(node.column);
      return comparison(node, byName.get(node.column)!);
    }
    const [left, right] = [compile(node.left), compile(node.right)];
    const decisive = node.kind === 'or';
    return row => {
      const first = left(row);
      if (first === decisive) return decisive;
      const second = right(row);
      if (second === decisive) return decisive;
      return first === undefined || second === undefined ? undefined : !decisive;
    };
  };
  const matches = compile(tree);
  return { columns: [...used], matches };
}

function negated(verdict: RuleVerdict): RuleVerdict {
  return verdict === undefined ? undefined : !verdict;
}

type Comparison = Extract<RuleNode, { kind: 'compare' }>;

function comparison({ operator, value, valueAt }: Comparison, column: RuleColumn) {
  if (column.kind === 'words') {
    const code = typeof value === 'string' ? column.words.indexOf(value) : -1;
    if (operator !== '=' && operator !== '!=') {
      throw new RuleError(`need = or != for ${column.name}, which holds words; got ${operator}`, valueAt);
    }
    if (code < 0) {
      const few = column.words.slice(0, 5).map(word => `"${word}"`); // enough to see how they are written
      throw new RuleError(
        `need a word of ${column.name}, such as ${few.join(', ')}; got ${JSON.stringify(value)}`,
        valueAt,
      );
    }
    return (row: number): RuleVerdict => {
      const own = column.codes[row];
      if (!(own < column.words.length)) return undefined;
      return (own === code) === (operator === '=');
    };
  }
  if (typeof value === 'string') {
    throw new RuleError(`need a number for ${column.name}; got "${value}"`, valueAt);
  }
  const compare = comparisons[operator];
  return (row: number): RuleVerdict => {
    const own = column.values[row];
    return Number.isNaN(own) ? undefined : compare(own, value);
  };
}

const comparisons: Record<Comparison['operator'], (a: number, b: number) => boolean> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '=': (a, b) => a === b,
  '!=': (a, b) => a !== b,
};
