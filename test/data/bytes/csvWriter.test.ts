import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { textOfCell, writeCsv } from '../../../src/data/bytes/csvWriter.ts';
import { parseTextTable } from '../../../src/data/tables/textTable.ts';

/** What a spreadsheet would calculate, by the first character of the cell as a reader hands it over. */
const runsAsFormula = /^[=+\-@\t\r\n]/;

const awkward = [
  '=1+1',
  '=HYPERLINK("http://x","y")',
  '+cmd',
  '-2+3',
  '-abc',
  '--',
  '-',
  '@SUM(A1)',
  '\tid',
  '\r=1',
  "'=1",
  "''=1",
  "'",
  "'plain",
  "it's",
  'a,b',
  'a "b" c',
  ' lead',
  'trail ',
  'two\r\nlines',
  'a#b',
  '1237663716016980092',
  '-12',
  '+1.5e-3',
  "'-12",
  'J1000.9+4500',
  'Δ=3',
];

describe('writeCsv', () => {
  it('gives text back letter by letter, and hands no formula to a spreadsheet', () => {
    const text = writeCsv(
      ['id', '=name'],
      awkward.map(word => [word, 'x']),
    );
    const { cells, problems } = parseTextTable(text, 'a.csv');
    expect(problems).toEqual([]);
    expect([...(cells.get('id') ?? [])]).toEqual(awkward);
    expect([...cells.keys()]).toEqual(['id', '=name']);
    const seen = Papa.parse<string[]>(text.trimEnd()).data.flat();
    const run = seen.filter(cell => runsAsFormula.test(cell) && Number.isNaN(Number(cell)));
    expect(run).toEqual([]);
  });

  it('leaves numbers as they are, given as numbers or as text; what is unknown is empty', () => {
    const rows = [
      [-1.5, '-1.5', null],
      [Number.NaN, '+2e-7', -0.1],
      [Number.NEGATIVE_INFINITY, '-.5', 3e21],
    ];
    expect(writeCsv(['a', 'b', 'c'], rows)).toBe(
      'a,b,c\r\n-1.5,-1.5,\r\n,+2e-7,-0.1\r\n-Infinity,-.5,3e+21\r\n',
    );
  });

  it('quotes as RFC 4180 says, a "#" and spaces at an end too', () => {
    expect(writeCsv(['n'], [['a "b", c'], ['x#y'], [' z'], ['plain']])).toBe(
      'n\r\n"a ""b"", c"\r\n"x#y"\r\n" z"\r\nplain\r\n',
    );
  });

  it('writes the names alone where there are no rows', () => {
    expect(writeCsv(['a', 'b'], [])).toBe('a,b\r\n');
  });
});

it('keeps an apostrophe that was in the text from the beginning', () => {
  expect(["'tis", "'", "'-12", "'=x"].map(textOfCell)).toEqual(["'tis", "'", "'-12", '=x']);
});
