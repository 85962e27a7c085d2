import { describe, expect, it } from 'vitest';
import { CellGatherer } from '../../../src/data/tables/cellRows.ts';

describe('CellGatherer', () => {
  it('gives the parts of a text that were added, as an array does', () => {
    const words = Array.from({ length: 3000 }, (_, i) => `w${i * i}`);
    const text = words.join(',');
    const column = new CellGatherer(text);
    let at = 0;
    for (const word of words) {
      column.add(at, at + word.length);
      at += word.length + 1;
    }
    const cells = column.cells();
    expect([...cells]).toEqual(words);
    expect([cells.length, cells.at(2999), cells.at(3000)]).toEqual([3000, 'w8994001', undefined]);
    expect([...column.cells(2998)]).toEqual(words.slice(2998));
  });

  it('keeps what reads otherwise than it is written, from whatever row it is looked at, and forgets what is taken away', () => {
    const column = new CellGatherer('a,b""c,d');
    column.add(0, 1);
    column.add(2, 6, 'b"c');
    expect(column.drop()).toBe('b"c');
    column.add(7, 8);
    expect([...column.cells()]).toEqual(['a', 'd']);
    column.add(2, 6, 'b"c');
    expect([...column.cells(1)]).toEqual(['d', 'b"c']);
  });
});
