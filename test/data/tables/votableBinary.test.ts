import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nodeIngest } from '../../../bake/nodeIngest.ts';
import { readVotables } from '../../../src/data/tables/votable.ts';
import { decodeVotableRows } from '../../../src/data/tables/votableBinary.ts';
import type { BinaryField } from '../../../src/data/tables/votableCell.ts';

const fixture = (name: string) =>
  readFileSync(new URL(`../../fixtures/votable/${name}`, import.meta.url), 'utf8');

type Value = string | number | boolean | null;
const values: Record<string, (Value | Value[])[]> = JSON.parse(fixture('values.json'));

/** A cell's text as the value astropy has for it. */
function astropyValue(text: string, like: Value): Value {
  if (typeof like === 'boolean') return text === 'T' || text === '1';
  if (like === null) return text === '' ? null : text;
  return typeof like === 'number' ? Number(text) : text;
}

describe.each(['binary', 'binary2'])('a VOTable that astropy wrote as %s', name => {
  it('gives astropy’s values of every datatype, and none where they are masked', async () => {
    const [{ cells, rowCount }] = await readVotables(fixture(`${name}.xml`), `${name}.xml`);
    expect(rowCount).toBe(3);
    expect([...cells.keys()]).toEqual(Object.keys(values));
    for (const [field, column] of cells) {
      const read = column.map((text, row) => {
        const like = values[field][row];
        return Array.isArray(like)
          ? text.split(' ').map((part, i) => astropyValue(part, like[i]))
          : astropyValue(text, like);
      });
      expect(read, field).toEqual(values[field]);
    }
  });
});

it('a binary VOTable beside images is joined as a CSV is', async () => {
  const png = readFileSync(new URL('../../fixtures/data/rgb.png', import.meta.url));
  const images = ['x.png', 'y.png', 'z.png'].map(path => ({ path, file: new File([png], path) }));
  const table = new File([fixture('binary2.xml').replace('name="letter"', 'name="id"')], 'cat.xml');
  const { ids, columns, problems } = await nodeIngest().open({ kind: 'images', name: 'f', images, table });
  expect([...ids]).toEqual(['x', 'y', 'z']);
  expect(columns.find(column => column.name === 'double')).toMatchObject({
    values: Float64Array.of(1 / 3, -5e-324, Number.POSITIVE_INFINITY),
  });
  expect(columns.find(column => column.name === 'float')).toMatchObject({
    values: Float64Array.of(0.1, 3.4028235e38, Number.NaN),
  });
  expect(problems).toEqual([]);
});

const base64 = (...bytes: number[]) => btoa(String.fromCharCode(...bytes));
const decode = (fields: Partial<BinaryField>[], bytes: number[], flagged = false) =>
  decodeVotableRows(
    base64(...bytes),
    fields.map((field, i) => ({ name: `f${i}`, ...field })),
    flagged,
    'a.vot',
  );

// bytes by hand, after the recommendation
describe('binary rows', () => {
  it('hold bits from the highest on, of one too, and as many bytes as they need', () => {
    const fields = [
      { datatype: 'bit', arraysize: '*' },
      { datatype: 'bit', arraysize: '9' },
      { datatype: 'bit' },
    ];
    expect(decode(fields, [0, 0, 0, 3, 0b10100000, 0b11000000, 0b10000000, 0x80])).toEqual([
      ['1 0 1'],
      ['1 1 0 0 0 0 0 0 1'],
      ['1'],
    ]);
  });

  it('hold words of a fixed length in arrays, and end shorter ones with a zero', () => {
    const letters = [...'ab\0\0cdef'].map(letter => letter.charCodeAt(0));
    expect(decode([{ datatype: 'char', arraysize: '4x2' }], letters)).toEqual([['ab cdef']]);
    expect(decode([{ datatype: 'char', arraysize: '4x*' }], [0, 0, 0, 8, ...letters])).toEqual([['ab cdef']]);
    expect(decode([{ datatype: 'char', arraysize: '9*' }], [0, 0, 0, 2, 97, 98])).toEqual([['ab']]);
  });

  it('hold empty lists, and missing cells among ten fields, the ninth by the second byte', () => {
    expect(decode([{ datatype: 'float', arraysize: '*' }], [0, 0, 0, 0])).toEqual([['']]);
    const ten = Array.from({ length: 10 }, () => ({ datatype: 'unsignedByte' }));
    const cells = decode(ten, [0b01000000, 0b10000000, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9], true).flat();
    expect(cells).toEqual(['0', '', '2', '3', '4', '5', '6', '7', '', '9']);
  });

  it.each([
    ['a row is cut short', [{ datatype: 'int' }], [0, 0, 0, 1, 0, 0], 'Row 2 of a.vot is cut short'],
    [
      'a list claims more than there is',
      [{ datatype: 'double', arraysize: '*' }],
      [127, 255, 255, 255],
      'Row 1 of a.vot',
    ],
    [
      'a type is not one of VOTable’s',
      [{ datatype: 'string' }],
      [0],
      'Field f0 of a.vot is of type “string”',
    ],
    [
      'a size is none',
      [{ datatype: 'int', arraysize: 'many' }],
      [0],
      'an arraysize that is not valid (many)',
    ],
  ])('are refused with a sentence where %s', (_, fields, bytes, sentence) => {
    expect(() => decode(fields, bytes)).toThrow(sentence);
  });

  it('are refused with a sentence where the stream is no base64', () => {
    expect(() => decodeVotableRows('AAE', [{ name: 'a', datatype: 'short' }], false, 'a.vot')).not.toThrow();
    expect(() => decodeVotableRows('A*E=', [], false, 'a.vot')).toThrow('not complete base64');
  });

  it('of fields without a length come to an end', () => {
    expect(decode([{ datatype: 'int', arraysize: '0' }], [1, 2, 3])[0].length).toBeLessThan(3);
  });
});
