import { expect, it } from 'vitest';
import type { Column } from '../../../src/contracts/column.ts';
import { rowsOfCategory, wordsOfCategory } from '../../../src/features/map/mapActions.ts';

it('selects and names the galaxies of a word, and of one of few whole numbers', () => {
  const flag: Column = { name: 'ring', kind: 'number', source: '', values: Float32Array.of(0, 1, 0, 1, 1) };
  const kind: Column = {
    name: 'class',
    kind: 'category',
    source: '',
    categories: ['spiral', 'elliptical'],
    codes: Uint8Array.of(1, 0, 0, 255, 1),
  };
  expect([rowsOfCategory(flag, 1), wordsOfCategory(flag, 1)]).toEqual([Uint32Array.of(1, 3, 4), 'ring 1']);
  expect([rowsOfCategory(kind, 1), wordsOfCategory(kind, 1)]).toEqual([Uint32Array.of(0, 4), 'elliptical']);
  expect(wordsOfCategory(null, 0)).toBe('');
});
