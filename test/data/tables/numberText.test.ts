import { describe, expect, it } from 'vitest';
import { decimalMark, evidenceOf, numberOf } from '../../../src/data/tables/numberText.ts';

describe('numbers as programs and people write them', () => {
  const read: [word: string, value: number][] = [
    ['−12.5', -12.5],
    ['–3', -3],
    ['1.5D+03', 1500],
    ['2.5d3', 2500],
    ['1D-02', 0.01],
    ['1.5-103', 1.5e-103],
    ['1,234', 1234],
    ['1,234,567.25', 1234567.25],
    ['1 234 567', 1234567],
    ["1'234.5", 1234.5],
    ['+.5', 0.5],
    ['5.', 5],
  ];
  for (const [word, value] of read) {
    it(`reads ${word}`, () => {
      expect(numberOf(word)).toBe(value);
    });
  }

  it('reads decimal commas and their thousands where the column has them', () => {
    expect(['150,110', '0,05', '1.234,5', '1.234.567', '12', '−1,5E-3'].map(w => numberOf(w, ','))).toEqual([
      150.11, 0.05, 1234.5, 1234567, 12, -0.0015,
    ]);
    expect(numberOf('1.5', ',')).toBeUndefined();
  });

  it('takes no name for a number', () => {
    for (const word of [
      '007',
      '12d5',
      '1,23',
      '1,2345',
      '12 34',
      '0x10',
      '1237648673971437623',
      'e5',
      '1-103',
    ]) {
      expect(numberOf(word)).toBeUndefined();
    }
  });
});

describe('the decimal mark of a column', () => {
  const none = evidenceOf([]);
  it('is told by its own cells before all else', () => {
    expect(decimalMark(evidenceOf(['0,5', '150,110']), evidenceOf(['1.5']), ',').mark).toBe(',');
    expect(decimalMark(evidenceOf(['0.5', '1,234']), none, ';').mark).toBe('.');
    expect(decimalMark(evidenceOf(['1.234,5']), none, ';').mark).toBe(',');
  });

  it('is that of its table where its cells could be either', () => {
    expect(decimalMark(evidenceOf(['150,110']), evidenceOf(['0,05']), ';')).toEqual({
      mark: ',',
      guessed: false,
    });
    expect(decimalMark(evidenceOf(['150,110']), evidenceOf(['0.05']), '\t')).toEqual({
      mark: '.',
      guessed: false,
    });
    expect(decimalMark(evidenceOf(['1.234']), evidenceOf(['0,05']), ';').mark).toBe(',');
  });

  it('is guessed from the separator where nothing else tells, and says so', () => {
    expect(decimalMark(evidenceOf(['150,110']), none, ';')).toEqual({ mark: ',', guessed: true });
    expect(decimalMark(evidenceOf(['150,110']), none, '\t')).toEqual({ mark: ',', guessed: true });
    expect(decimalMark(evidenceOf(['150,110']), none, ',')).toEqual({ mark: '.', guessed: true });
  });
});
