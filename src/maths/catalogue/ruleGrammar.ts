import { nearestName } from './nearestName.ts';
import { RuleError } from './ruleError.ts';

/** A rule taken apart. */
export type RuleNode =
  | { kind: 'and' | 'or'; left: RuleNode; right: RuleNode }
  | { kind: 'not'; inner: RuleNode }
  | {
      kind: 'compare';
      column: string;
      operator: '<' | '<=' | '>' | '>=' | '=' | '!=';
      value: number | string;
      /** Where the value begins, from 0. */
      valueAt: number;
    };

type Operator = Extract<RuleNode, { kind: 'compare' }>['operator'];

interface Token {
  kind: 'name' | 'number' | 'word' | 'operator' | 'bracket' | 'end';
  text: string;
  at: number;
}

/** In the order in which they are tried; names may hold hyphens and dots, as "edge-on" does. */
const patterns: [Token['kind'], RegExp][] = [
  ['number', /[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?(?![\w.])/iy],
  ['word', /"[^"]*"/y],
  ['name', /`[^`]+`|[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_])?/uy],
  ['operator', /<=|>=|!=|==|<|>|=/y],
  ['bracket', /[()]/y],
];

const mostBrackets = 100; // deeper than any person writes, far from the end of the stack

/**
 * Takes a rule's text apart; columnRule.ts says what it may hold.
 *
 * @param names of the columns there are
 * @throws RuleError
 */
export function parseRule(text: string, names: readonly string[]): RuleNode {
  const tokens = tokensOf(text);
  let next = 0;
  let depth = 0;
  const isNext = (word: string) => tokens[next].kind === 'name' && tokens[next].text.toLowerCase() === word;
  const fail = (need: string): never => {
    const { kind, text: got, at } = tokens[next];
    throw new RuleError(`need ${need}; got ${kind === 'end' ? 'the end of the rule' : got}`, at);
  };

  function either(): RuleNode {
    let left = both();
    while (isNext('or')) {
      next++;
      left = { kind: 'or', left, right: both() };
    }
    return left;
  }

  function both(): RuleNode {
    let left = single();
    while (isNext('and')) {
      next++;
      left = { kind: 'and', left, right: single() };
    }
    return left;
  }

  function single(): RuleNode {
    if (++depth > mostBrackets) fail(`at most ${mostBrackets} brackets within each other`);
    try {
      if (isNext('not')) {
        next++;
        return { kind: 'not', inner: single() };
      }
      if (tokens[next].text !== '(') return compare();
      next++;
      const inner = either();
      if (tokens[next].text !== ')') fail('"and", "or" or a closing bracket');
      next++;
      return inner;
    } finally {
      depth--;
    }
  }

  function compare(): RuleNode {
    const { kind, text: written, at } = tokens[next];
    if (kind !== 'name' || isNext('and') || isNext('or')) return fail('the name of a column');
    const column = written.startsWith('`') ? written.slice(1, -1) : written;
    if (!names.includes(column)) {
      const nearest = nearestName(column, names);
      const hint = nearest === undefined ? '' : `: did you mean ${nearest}?`;
      throw new RuleError(`need a column of this catalogue; got ${column}${hint}`, at);
    }
    next++;
    if (tokens[next].kind !== 'operator') fail(`<, <=, >, >=, = or != after ${column}`);
    const operator = tokens[next++].text.replace('==', '=') as Operator;
    const value = tokens[next];
    if (value.kind !== 'number' && value.kind !== 'word') fail('a number, or a word in "double quotes"');
    next++;
    return {
      kind: 'compare',
      column,
      operator,
      value: value.kind === 'number' ? Number(value.text) : value.text.slice(1, -1),
      valueAt: value.at,
    };
  }

  const tree = either();
  if (tokens[next].kind !== 'end') fail('"and", "or" or the end of the rule');
  return tree;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    while (/\s/.test(text[at] ?? '')) at++;
    if (at === text.length) return [...tokens, { kind: 'end', text: '', at }];
    const found = tokenAt(text, at);
    if (!found) {
      const open = text[at] === '"' || text[at] === '`';
      const what = open
        ? `a ${text[at]} that closes the one here`
        : 'a name, a number, a comparison or a bracket';
      throw new RuleError(`need ${what}; got ${text.slice(at, at + 12)}`, at); // enough to find it by
    }
    tokens.push(found);
    at += found.text.length;
  }
}

function tokenAt(text: string, at: number): Token | undefined {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) return { kind, text: match[0], at };
  }
  return undefined;
}
