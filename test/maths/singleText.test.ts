import { expect, it } from 'vitest';
import { singleText } from '../../src/maths/singleText.ts';

it('writes 32-bit numbers as short as they come back', () => {
  expect([0.1, 150.1, -2.5, 3e-7, 16777216, 0].map(value => singleText(Math.fround(value)))).toEqual([
    '0.1',
    '150.1',
    '-2.5',
    '3e-7',
    '16777216',
    '0',
  ]);
  let seed = 1;
  for (let i = 0; i < 2000; i++) {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    const value = new Float32Array(Uint32Array.of(seed).buffer)[0];
    if (Number.isFinite(value)) expect(Math.fround(Number(singleText(value)))).toBe(value);
  }
  expect(singleText(Number.POSITIVE_INFINITY)).toBe('Infinity');
});
