import { describe, expect, it } from 'vitest';
import { orPlainly } from '../../../workers/layout/orPlainly.ts';

function* failing(error: Error): Generator<string, number> {
  yield 'quick';
  throw error;
}
function* plain(): Generator<string, number> {
  yield 'plain';
  return 2;
}

/** What the steps yield, and what they return last. */
function collect(steps: Generator<string, number>): (string | number)[] {
  const seen: (string | number)[] = [];
  for (;;) {
    const step = steps.next();
    seen.push(step.value);
    if (step.done) return seen;
  }
}

describe('steps in WebAssembly, or plainly', () => {
  it('begin again plainly where the memory or SIMD is missing', () => {
    for (const error of [new RangeError('memory'), new WebAssembly.CompileError('simd')]) {
      expect(collect(orPlainly(() => failing(error), plain))).toEqual(['quick', 'plain', 2]);
    }
  });

  it('tell of any other fault', () => {
    expect(() => collect(orPlainly(() => failing(new Error('ours')), plain))).toThrow('ours');
  });
});
