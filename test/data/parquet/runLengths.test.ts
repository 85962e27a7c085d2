import { describe, expect, it } from 'vitest';
import { checkRuns } from '../../../src/data/parquet/runLengths.ts';

const runs = (...bytes: number[]) => new DataView(Uint8Array.from(bytes).buffer);

// the examples of Parquet's description of its encodings: a run of 100 sevens is c8 01 07, the numbers 0 to 7 are 03 88 c6 fa
describe('runs of levels and indices', () => {
  it('pass where they hold as many values as the page', () => {
    expect(() => checkRuns(runs(0xc8, 0x01, 0x07), 3, 100)).not.toThrow();
    expect(() => checkRuns(runs(0x03, 0x88, 0xc6, 0xfa), 3, 8)).not.toThrow();
    expect(() => checkRuns(runs(0x03, 0x88, 0xc6, 0xfa, 0xc8, 0x01, 0x07), 3, 108)).not.toThrow();
  });

  it('pass where the last is filled up, and whatever follows the page’s values', () => {
    expect(() => checkRuns(runs(0x03, 0x88, 0xc6, 0xfa), 3, 5)).not.toThrow();
    expect(() => checkRuns(runs(0x10, 0x01, 0xff, 0xff, 0xff, 0x7f), 1, 8)).not.toThrow();
  });

  it('are refused where one is far longer than the page', () => {
    const million = [0x80, 0x89, 0x7a]; // 2 × 1,000,000
    expect(() => checkRuns(runs(...million, 1), 1, 60)).toThrow('got one of 1000000');
    expect(() => checkRuns(runs(0x81, 0x89, 0x7a, 1), 1, 60)).toThrow('got one of 8000000');
    expect(() => checkRuns(runs(0xfe, 0xff, 0xff, 0xff, 0x0f, 1), 1, 60)).toThrow(RangeError);
    expect(() => checkRuns(runs(2, 1), 33, 60)).toThrow('at most 32 bits');
  });
});
