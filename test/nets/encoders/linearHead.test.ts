import { describe, expect, it } from 'vitest';
import type { HeadCard } from '../../../src/contracts/decisionTree.ts';
import { applyHead, linearHeadOf } from '../../../src/nets/encoders/linearHead.ts';
import { gz2 } from '../../maths/catalogue/smallTree.ts';
import { formulaWeights } from '../formulaWeights.ts';

const tree: HeadCard = { kind: 'tree', questions: gz2 };
const classes: HeadCard = { kind: 'classes', classes: ['ring', 'not'] };
const vectors = Float32Array.from({ length: 3 * 5 }, (_, i) => Math.sin(i));

describe('a linear head', () => {
  it('gives concentrations by the definition: 100 σ(Wx + b) + 1', () => {
    const weights = formulaWeights({ 'head.1.0.weight': [37, 5], 'head.1.0.bias': [37] });
    const answers = applyHead(linearHeadOf(weights, tree, 5), vectors);
    expect(answers).toHaveLength(3 * 37);
    const w = weights.get('head.1.0.weight')!.values;
    const b = weights.get('head.1.0.bias')!.values;
    for (let row = 0; row < 3; row++) {
      for (let o = 0; o < 37; o++) {
        let x = b[o];
        for (let j = 0; j < 5; j++) x += w[o * 5 + j] * vectors[row * 5 + j];
        expect(answers[row * 37 + o]).toBeCloseTo(100 / (1 + Math.exp(-x)) + 1, 3);
      }
    }
  });

  it('gives probabilities that sum to 1 and stand as e^(Wx + b), also where that would overflow', () => {
    const weights = formulaWeights({ 'head.linear.weight': [2, 5], 'head.linear.bias': [2] });
    const head = linearHeadOf(weights, classes, 5);
    const [p, q] = applyHead(head, vectors);
    const logit = (o: number) => {
      let x = head.bias.values[o];
      for (let j = 0; j < 5; j++) x += head.weight.values[o * 5 + j] * vectors[j];
      return x;
    };
    expect(p + q).toBeCloseTo(1, 6);
    expect(Math.log(p / q)).toBeCloseTo(logit(0) - logit(1), 4);
    head.bias.values.set([1000, -1000]);
    expect([...applyHead(head, vectors).subarray(0, 2)]).toEqual([1, 0]);
  });

  it('is refused where it is missing, or of other shapes than its card and the network', () => {
    expect(() => linearHeadOf(new Map(), tree, 5)).toThrow('need a head "head.1.0" or "head.linear"');
    const weights = formulaWeights({ 'head.1.0.weight': [36, 5], 'head.1.0.bias': [36] });
    expect(() => linearHeadOf(weights, tree, 5)).toThrow(
      'need a head of shapes (37, 5) and (37); got (36, 5) and (36)',
    );
    const head = linearHeadOf(
      formulaWeights({ 'head.linear.weight': [2, 5], 'head.linear.bias': [2] }),
      classes,
      5,
    );
    expect(() => applyHead(head, new Float32Array(7))).toThrow(
      'need whole representations of 5 numbers; got 7',
    );
  });
});
