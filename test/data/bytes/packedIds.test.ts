import { describe, expect, it } from 'vitest';
import { indexedIds, PackedIds, packIds } from '../../../src/data/bytes/packedIds.ts';
import { PackedTexts, packTexts } from '../../../src/data/bytes/packedTexts.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

const random = createRandom(1);
const odd = [
  '',
  'a',
  'NGC 4321',
  '1237663716016980092',
  '星雲',
  'é',
  '\ufeffmark',
  'x'.repeat(200),
  'π'.repeat(80),
  '😀',
];

describe('packed texts', () => {
  it('give back what was packed, and null where there was none', () => {
    const texts = [null, ...odd, null, ...odd, null];
    const packed = packTexts(texts);
    expect(packed.length).toBe(texts.length);
    expect([...packed]).toEqual(texts);
    expect(texts.map((_, row) => packed.at(row))).toEqual(texts);
    expect([packed.at(texts.length), packed.at(-1)]).toEqual([undefined, undefined]);
    expect([...new PackedTexts(structuredClone(packed))]).toEqual(texts); // as they come from a worker
    expect([...packTexts([])]).toEqual([]);
  });
});

describe('packed ids', () => {
  it('find every id among thousands, and no other', () => {
    const ids = [
      ...new Set(Array.from({ length: 20_000 }, () => `J${random.integer(2 ** 31)}`)),
      ...odd.slice(1),
    ];
    const packed = packIds(ids);
    expect([...packed]).toEqual(ids);
    expect(ids.every((id, row) => packed.find(id) === row)).toBe(true);
    for (const absent of ['', 'J', 'J-1', 'ngc 4321', '星']) expect(packed.find(absent)).toBeUndefined();
    expect(packed.at(ids.length)).toBe('');
    const sent = new PackedIds(structuredClone(packed));
    expect(sent.find('星雲')).toBe(ids.indexOf('星雲'));
  });

  it('are refused where two are the same, or one is missing', () => {
    expect(indexedIds(packTexts(['a', 'b', 'a']))).toBeUndefined();
    expect(indexedIds(packTexts(['a', '']))).toBeUndefined();
    expect(indexedIds(packTexts(['a', null]))).toBeUndefined();
    expect(() => packIds(['a', 'a'])).toThrow('need ids that differ');
    expect(packIds([]).find('a')).toBeUndefined();
  });
});
