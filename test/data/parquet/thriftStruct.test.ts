import { describe, expect, it } from 'vitest';
import { readThriftStruct } from '../../../src/data/parquet/thriftStruct.ts';

const reader = (...bytes: number[]) => ({ view: new DataView(Uint8Array.from(bytes).buffer), offset: 0 });

// bytes by hand, after the description of Thrift's compact protocol
describe('a struct of the compact protocol', () => {
  it('gives numbers, flags and structs by their field, and walks over lists and byte strings', () => {
    const at = reader(
      ...[0x15, 0xac, 0x02], // field 1, 32 bits: zigzag of 150 is 300
      ...[0x11], // field 2: true
      ...[0x12], // field 3: false
      ...[0x18, 2, 65, 66], // field 4: two bytes
      ...[0x19, 0x25, 2, 4], // field 5: a list of two numbers
      ...[0x1c, 0x16, 0x03, 0], // field 6: a struct whose field 1 is −2 in 64 bits
      ...[0x05, 0x28, 0x01], // field 20 by its own number: −1
      0,
    );
    const fields = readThriftStruct(at);
    expect(Object.fromEntries(fields)).toEqual({
      1: 150,
      2: true,
      3: false,
      4: undefined,
      5: undefined,
      6: new Map([[1, -2n]]),
      20: -1,
    });
    expect(at.offset).toBe(at.view.byteLength);
  });

  it.each([
    ['a list longer than the bytes', [0x19, 0xf5, 0xff, 0xff, 0x7f, 0, 0, 0]],
    ['a list of less than none', [0x19, 0xf5, 0xff, 0xff, 0xff, 0xff, 0x0f, 0]],
    ['a string longer than the bytes', [0x18, 0x7f, 0]],
    ['no end', [0x15, 2]],
    ['a type that Parquet has not', [0x1b, 0, 0]],
    ['a number without an end', [0x16, ...new Array(40).fill(0x80), 0, 0]],
    ['structs without a bottom', new Array(200).fill(0x1c)],
  ])('is refused for %s', (_, bytes) => {
    expect(() => readThriftStruct(reader(...bytes))).toThrow(RangeError);
  });
});
