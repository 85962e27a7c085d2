import { describe, expect, it } from 'vitest';
import { isHeadCard } from '../../../src/data/galaxyZoo/headCard.ts';
import { gz2 } from '../../maths/catalogue/smallTree.ts';

describe('the card of a head', () => {
  it('is a tree whose questions number their answers without a gap, or a list of classes', () => {
    expect(isHeadCard({ kind: 'tree', questions: gz2 })).toBe(true);
    expect(isHeadCard({ kind: 'classes', classes: ['a'] })).toBe(true);
  });

  const [first, second, ...rest] = gz2;
  const wrong: unknown[] = [
    null,
    'tree',
    {},
    { kind: 'classes', classes: [] },
    { kind: 'classes', classes: [1] },
    { kind: 'tree', questions: [] },
    { kind: 'tree', questions: [null] },
    { kind: 'tree', questions: [first, { ...second, start: 4 }, ...rest] },
    { kind: 'tree', questions: [{ ...first, answers: [] }] },
    { kind: 'tree', questions: [{ ...first, answers: [{ name: 'a' }] }] },
    { kind: 'tree', questions: [{ ...first, askedIf: 'everybody' }] },
    { kind: 'tree', questions: [{ ...first, text: undefined }] },
  ];
  it.each(wrong.map(card => [JSON.stringify(card).slice(0, 80), card]))('is not %s', (_, card) => {
    expect(isHeadCard(card)).toBe(false);
  });
});
