import { describe, expect, it } from 'vitest';
import type { NumberColumn, TextColumn } from '../../../src/contracts/column.ts';
import { columnOf } from '../../../src/data/tables/columnTyping.ts';

const head = { name: 'a', source: 'f' };
const of = (values: unknown[], n = values.length) => columnOf(head, n, [{ rowStart: 0, values }]);

describe('column typing', () => {
  it('takes numbers, booleans and whole numbers as numbers, null as NaN', () => {
    expect((of([1, null, 2.5]) as NumberColumn).values).toEqual(Float64Array.of(1, Number.NaN, 2.5));
    expect((of([true, false, undefined]) as NumberColumn).values).toEqual(Float64Array.of(1, 0, Number.NaN));
    expect((of([5n, -7n]) as NumberColumn).values).toEqual(Float64Array.of(5, -7));
  });

  it('leaves rows of no chunk null', () => {
    const column = columnOf(head, 4, [{ rowStart: 2, values: Float32Array.of(3) }], true) as NumberColumn;
    expect(column.values).toEqual(Float32Array.of(Number.NaN, Number.NaN, 3, Number.NaN));
  });

  it('keeps whole numbers beyond 2^53 exact, as text', () => {
    expect(of([1237668417038999553n, 1n, null])).toMatchObject({
      kind: 'text',
      values: ['1237668417038999553', '1', null],
    });
  });

  it('takes much repeated words as categories in order of appearance, others as text', () => {
    expect(of(['b', 'a', null, 'b', 'a'])).toMatchObject({
      kind: 'category',
      categories: ['b', 'a'],
      codes: Uint8Array.of(0, 1, 255, 0, 1),
    });
    expect(of(['b', 'a', 'c']).kind).toBe('text');
  });

  it('takes 254 words as categories and 255 as text, however often they repeat', () => {
    const words = (count: number) => Array.from({ length: 3 * count }, (_, i) => `w${i % count}`);
    expect(of(words(254)).kind).toBe('category');
    expect(of(words(255)).kind).toBe('text');
  });

  it('writes dates and bytes as text', () => {
    expect(of([new Date(0), new TextEncoder().encode('é')])).toMatchObject({
      kind: 'text',
      values: ['1970-01-01T00:00:00.000Z', 'é'],
    });
  });

  it('decodes the bytes that a dictionary gives to many rows once', () => {
    const long = new Uint8Array(10_000).fill(65);
    const dictionary = Array.from({ length: 300 }, (_, i) =>
      Uint8Array.of(...long, 65 + (i % 26), 97 + i / 26),
    );
    const column = of(Array.from({ length: 300_000 }, (_, i) => dictionary[i % 300])) as TextColumn;
    expect(column.kind).toBe('text');
    expect(column.values.at(299_999)).toHaveLength(10_002); // 3 GB, were it decoded for each row
  });

  it('writes bytes in hexadecimal where one of them is no text', () => {
    expect(of([Uint8Array.of(97), Uint8Array.of(0xff), null])).toMatchObject({ values: ['61', 'ff', null] });
    expect(of([Uint8Array.of(97), Uint8Array.of(7)])).toMatchObject({ values: ['61', '07'] });
  });
});
