import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { type ScannedCells, scanBlankSeparated, scanCells } from '../../../src/data/tables/cellScan.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

const rowsOf = ({ columns, rowCount }: Pick<ScannedCells, 'columns' | 'rowCount'>) =>
  Array.from({ length: rowCount }, (_, row) => columns.map(column => column.cells().at(row)));

describe('the cells of a text', () => {
  it('are those another writer wrote, with quotes, separators and line ends in them', () => {
    const random = createRandom(7);
    const pieces = ['a', 'ü', '"', ',', ';', ' ', '\n', '\r\n', '7.5', '#', "it's"];
    for (let attempt = 0; attempt < 200; attempt++) {
      const word = () =>
        Array.from({ length: 1 + random.integer(5) }, () => pieces[random.integer(pieces.length)]);
      const rows = Array.from({ length: 5 }, () => [
        'x',
        ...Array.from({ length: 3 }, () => word().join('')),
      ]);
      for (const [separator, newline] of [',\n', ';\r\n'].map(each => [each[0], each.slice(1)])) {
        const text = Papa.unparse(rows, { delimiter: separator, newline });
        expect(rowsOf(scanCells(text, separator, 4))).toEqual(rows);
      }
    }
  });

  it('of ragged rows are filled up or cut off, and the first such row is reported', () => {
    const scanned = scanCells('a,b\n1,2\n3\n4,5,6\n', ',', 2);
    expect(rowsOf(scanned)).toEqual(['a b', '1 2', '3 ', '4 5'].map(row => row.split(' ')));
    expect(scanned.ragged).toEqual({ row: 2, cells: 1 });
  });

  it('leave empty lines and comments out, and end at a second table', () => {
    const scanned = scanCells('a,b\n\n ,\n# seen twice, see below, ok\n1,2\n#Table2\nc\n3', ',', 2);
    expect(rowsOf(scanned)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
    expect(scanned.comments).toEqual(['# seen twice  see below  ok']);
    expect(scanned.secondTable).toEqual({ comment: '#Table2', row: 2 });
  });

  it('say where a quote is never closed', () => {
    expect(scanCells('a,b\n1,"2\n3,4', ',', 2)).toMatchObject({ openQuoteRow: 1, rowCount: 2 });
    expect(scanCells('a,b\n1,2"\n"3" ,4', ',', 2)).toMatchObject({ rowCount: 3 });
    expect(scanCells('a,b\n1,2"\n"3" ,4', ',', 2).openQuoteRow).toBeUndefined();
  });

  it('of lines that end in carriage returns are cut there', () => {
    expect(rowsOf(scanCells('a;b\r1;2\r', ';', 2))).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  it('are separated by any blanks', () => {
    expect(rowsOf(scanBlankSeparated(' a  "b c"\n\n1 \t 2\n', 2))).toEqual([
      ['a', 'b c'],
      ['1', '2'],
    ]);
  });
});
