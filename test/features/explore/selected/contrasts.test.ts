import { expect, it } from 'vitest';
import type { Column } from '../../../../src/contracts/column.ts';
import { contrastOf, surely } from '../../../../src/features/explore/selected/contrasts.ts';
import { createRandom } from '../../../../src/maths/statistics/random.ts';

const n = 400;
const random = createRandom(9);
const inside = Uint8Array.from({ length: n }, (_, row) => (row < 80 ? 1 : 0));
const numbers = (shift: number): Column => ({
  name: `shifted by ${shift}`,
  kind: 'number',
  source: '',
  values: Float64Array.from({ length: n }, (_, row) => random.normal() + shift * inside[row]),
});
const words: Column = {
  name: 'class',
  kind: 'category',
  source: '',
  categories: ['spiral', 'ring', 'nowhere'],
  codes: Uint8Array.from({ length: n }, (_, row) => (random.uniform() < (inside[row] ? 0.7 : 0.1) ? 1 : 0)),
};

it('puts what surely differs before what may be chance', () => {
  const [far, near, none] = [2, 0.6, 0].map(shift => contrastOf(numbers(shift), inside)!);
  expect(surely(far)).toBeGreaterThan(surely(near));
  expect(surely(near)).toBeGreaterThan(0);
  expect(surely(none)).toBeLessThan(0);
  expect(Math.abs(far.effect - 2)).toBeLessThan(3 * far.margin);
});

it('names the word that differs most, with its shares', () => {
  const contrast = contrastOf(words, inside);
  if (!contrast || !('word' in contrast)) throw new Error('need a contrast of words');
  expect(['ring', 'spiral']).toContain(contrast.word); // of two words one is the other's rest
  expect(contrast.within.of).toBe(80);
  expect(contrast.without.of).toBe(n - 80);
});

it('says nothing of text, of one word, and of what is alike everywhere', () => {
  expect(contrastOf({ name: 't', kind: 'text', source: '', values: [] }, inside)).toBeNull();
  expect(contrastOf({ ...words, categories: ['spiral'] } as Column, inside)).toBeNull();
  expect(
    contrastOf({ name: 'c', kind: 'number', source: '', values: new Float32Array(n) }, inside),
  ).toBeNull();
});
