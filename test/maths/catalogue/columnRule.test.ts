import { describe, expect, it } from 'vitest';
import { columnRule, type RuleColumn } from '../../../src/maths/catalogue/columnRule.ts';
import { nearestName } from '../../../src/maths/catalogue/nearestName.ts';
import { RuleError } from '../../../src/maths/catalogue/ruleError.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

const nothing = Number.NaN;
const columns: RuleColumn[] = [
  { name: 'ring', kind: 'number', values: [0.9, 0.6, 0.2, nothing] },
  { name: 'edge-on', kind: 'number', values: [0.1, 0.5, 0.1, 0.1] },
  { name: 'petro radius', kind: 'number', values: [1, 2, 3, 4] },
  { name: '2mass.j', kind: 'number', values: [-1, -1e3, 0, 5] },
  { name: 'class', kind: 'words', words: ['spiral', 'edge on'], codes: [0, 1, 255, 0] },
];
const verdicts = (text: string) => [0, 1, 2, 3].map(columnRule(text, columns).matches);
const [yes, no, unknown] = [true, false, undefined];

describe('a rule over columns', () => {
  it.each([
    ['ring > 0.5 and edge-on < 0.2', [yes, no, no, unknown]],
    ['ring>.5 AND edge-on<2e-1', [yes, no, no, unknown]],
    ['ring >= 0.6', [yes, yes, no, unknown]],
    ['ring <= 0.6', [no, yes, yes, unknown]],
    ['ring = 0.6', [no, yes, no, unknown]],
    ['ring == 0.6', [no, yes, no, unknown]],
    ['ring != 0.6', [yes, no, yes, unknown]],
    ['not ring > 0.5', [no, no, yes, unknown]],
    ['`petro radius` > 2', [no, no, yes, yes]],
    ['2mass.j < -0.5', [yes, yes, no, no]],
    ['class = "edge on"', [no, yes, unknown, no]],
    ['class != "spiral"', [no, yes, unknown, no]],
    // What is empty stays unknown unless the other side decides.
    ['ring > 0.5 or edge-on < 0.2', [yes, yes, yes, yes]],
    ['ring > 0.5 and edge-on > 0.2', [no, yes, no, no]],
    ['ring > 0.5 or `petro radius` < 2', [yes, yes, no, unknown]],
    // "and" binds before "or", "not" before both.
    ['edge-on > 0.2 or ring > 0.5 and `petro radius` > 3', [no, yes, no, unknown]],
    ['(edge-on > 0.2 or ring > 0.5) and `petro radius` < 2', [yes, no, no, no]],
    ['not edge-on > 0.2 and `petro radius` < 4', [yes, no, yes, no]],
    ['not (edge-on > 0.2 or `petro radius` < 2)', [no, no, yes, yes]],
    ['not not edge-on > 0.2', [no, yes, no, no]],
  ])('%s', (text, expected) => {
    expect(verdicts(text)).toEqual(expected);
  });

  it('names its columns once each', () => {
    const rule = columnRule('ring > 0.5 and (class = "spiral" or ring < 0.1)', columns);
    expect(rule.columns).toEqual(['ring', 'class']);
  });

  it.each([
    ['', 0, 'need the name of a column; got the end of the rule'],
    ['rign > 0.5', 0, 'got rign: did you mean ring?'],
    ['ring > 0.5 and Edge-On < 1', 15, 'did you mean edge-on?'],
    ['ring > 0.5 and xyzzy < 1', 15, 'need a column of this catalogue; got xyzzy'],
    ['ring', 4, 'need <, <=, >, >=, = or != after ring; got the end'],
    ['ring > edge-on', 7, 'need a number, or a word'],
    ['ring > 0.5 edge-on < 1', 11, 'need "and", "or" or the end of the rule; got edge-on'],
    ['ring > 0.5 and', 14, 'need the name of a column; got the end'],
    ['and ring > 1', 0, 'need the name of a column; got and'],
    ['(ring > 0.5', 11, 'or a closing bracket; got the end'],
    ['ring > 0.5)', 10, 'or the end of the rule; got )'],
    ['ring > 1.2.3', 7, 'need a number'],
    ['ring > 5px', 7, 'need a number'],
    ['ring & 1', 5, 'need a name, a number, a comparison or a bracket; got & 1'],
    ['class = "spiral', 8, 'need a " that closes the one here'],
    ['class = "ring"', 8, 'need a word of class, such as "spiral", "edge on"; got "ring"'],
    ['class > "spiral"', 8, 'need = or != for class'],
    ['class = 3', 8, 'got 3'],
    ['ring > "much"', 7, 'need a number for ring; got "much"'],
    [`${'('.repeat(5000)}ring > 1`, 100, 'at most 100 brackets'],
    [`${'not '.repeat(5000)}ring > 1`, 400, 'at most 100 brackets'],
  ])('%s is refused at %i', (text, position, sentence) => {
    let error: unknown;
    try {
      columnRule(text, columns);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(RuleError);
    expect((error as RuleError).message).toContain(sentence);
    expect((error as RuleError).position).toBe(position);
  });

  it('ends with a rule or a RuleError whatever is typed', () => {
    const parts = [
      'ring',
      'edge-on',
      '`',
      '"',
      'and',
      'or',
      'not',
      '(',
      ')',
      '<',
      '>=',
      '=',
      '!',
      '0.5',
      '-',
      ' ',
      'é',
    ];
    const random = createRandom(8);
    for (let i = 0; i < 3000; i++) {
      const text = Array.from({ length: random.integer(12) }, () => parts[random.integer(parts.length)]).join(
        random.uniform() < 0.5 ? ' ' : '',
      );
      try {
        columnRule(text, columns).matches(0);
      } catch (error) {
        if (!(error instanceof RuleError)) throw error;
        expect(error.position).toBeLessThanOrEqual(text.length);
      }
    }
  });
});

it('the nearest name is the one with the fewest slips, if there is one at all', () => {
  const names = ['smooth', 'spiral', 'edge-on', 'redshift'];
  expect(['smoth', 'sprial', 'EDGEON', 'redshfit'].map(wanted => nearestName(wanted, names))).toEqual(names);
  expect(nearestName('zzz', names)).toBeUndefined();
  expect(nearestName('a', [])).toBeUndefined();
});
