import { describe, expect, it } from 'vitest';
import { LevelBuffer, readLevels } from '../../../src/data/parquet/levels.ts';

function levels(bytes: number[], highest: number, count: number): number[] {
  const read = new Uint8Array(count);
  readLevels(new DataView(Uint8Array.from(bytes).buffer), highest, read);
  return [...read];
}

// the examples of Parquet's description of its encodings: a run of 100 sevens is c8 01 07, the numbers 0 to 7 are 03 88 c6 fa
describe('levels', () => {
  it('are read from runs and from packed groups', () => {
    expect(levels([0xc8, 0x01, 0x07], 7, 100)).toEqual(new Array(100).fill(7));
    expect(levels([0x03, 0x88, 0xc6, 0xfa], 7, 8)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(levels([0x03, 0x88, 0xc6, 0xfa, 0x06, 0x05], 7, 11)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 5, 5, 5]);
  });

  it('are as many as wanted, though the last group is filled up', () => {
    expect(levels([0x03, 0b10101010], 1, 5)).toEqual([0, 1, 0, 1, 0]);
    expect(levels([0x05, 0b11100100, 0b00000001, 0b11111111, 0b0], 3, 6)).toEqual([0, 1, 2, 3, 1, 0]);
  });

  it('of up to eight bits are read across bytes', () => {
    const values = [130, 7, 255, 0, 64, 1, 99, 200];
    expect(levels([0x03, ...values], 255, 8)).toEqual(values);
    const bits = [21, 0, 31, 10, 16, 5, 1, 30].reduceRight((all, value) => (all << 5n) | BigInt(value), 0n);
    const packed = Array.from({ length: 5 }, (_, i) => Number((bits >> BigInt(8 * i)) & 255n));
    expect(levels([0x03, ...packed], 31, 8)).toEqual([21, 0, 31, 10, 16, 5, 1, 30]);
  });

  it('are not invented where bytes are missing', () => {
    expect(() => levels([0x03, 0x88], 7, 8)).toThrow(RangeError);
    expect(() => levels([0xc8, 0x01, 0x07], 7, 101)).toThrow(RangeError);
  });

  it('share one memory page after page', () => {
    const buffer = new LevelBuffer();
    const first = buffer.of(100);
    expect(buffer.of(40).buffer).toBe(first.buffer);
    expect(buffer.of(101).length).toBe(101);
  });
});
