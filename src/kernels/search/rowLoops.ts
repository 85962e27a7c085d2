import { blockLength } from '../../maths/neighbours/sixteenBitRows.ts';
import { type Code, f32x4, i32, type Local, simd, whileBelow } from '../assembler/wasmAssembler.ts';
import { bytes, i16x8, i32x4 } from '../assembler/wasmIntegers.ts';

/** What the kernels of one search are assembled for: all of it becomes constants in them. */
export interface RowShape {
  /** As in SixteenBitRows: bytes from sixteen numbers of a row to its next sixteen. */
  blockBytes: number;
  /** Leading numbers that count. */
  length: number;
}

/** Numbers of a row that are scanned first, where a row has more: one block of them. */
export const leadingLength = blockLength;

/** Rows are worked on four at a time: four sums of lanes become the four lanes of one vector. */
export const rowsAtOnce = 4;

/** Bytes a row takes of a block; what a pointer into a plane moves on by. */
export const rowBytes = blockLength;

/** Expression: sixteen codes of a row, those beyond the shape's length as zeros. */
export function codes(plane: Code, row: number, block: number, { blockBytes, length }: RowShape): Code {
  const loaded = bytes.load(plane, block * blockBytes + row * rowBytes);
  const counting = length - blockLength * block;
  if (counting >= blockLength) return loaded;
  const mask = Array.from({ length: blockLength }, (_, j) => (j < counting ? 255 : 0));
  return bytes.and(loaded, bytes.const(mask));
}

/** Four expressions of four floats each from an expression of sixteen signed bytes, or of two halves of 16 bits. */
export function floatsOf(halves: readonly Code[]): Code[] {
  return halves.flatMap(half => [i32x4.floats(i32x4.low(half)), i32x4.floats(i32x4.high(half))]);
}

/** Two expressions of eight 16-bit numbers from a variable of sixteen signed bytes. */
export function halvesOf(sixteen: Local): Code[] {
  return [i16x8.low(sixteen.get), i16x8.high(sixteen.get)];
}

/** Statement: repeats `body` for every four rows from `row` to `end`; the pointers move along by so many bytes a row. */
export function forEveryFourRows(
  row: Local,
  end: Local,
  pointers: readonly { at: Local; bytesPerRow: number }[],
  ...body: Code[]
): Code {
  return whileBelow(
    row.get,
    end.get,
    ...body,
    ...pointers.map(({ at, bytesPerRow }) => at.set(i32.add(at.get, i32.const(rowsAtOnce * bytesPerRow)))),
    row.set(i32.add(row.get, i32.const(rowsAtOnce))),
  );
}

/** Expression: absolute values of four floats. */
export const absolute = (value: Code): Code => [...value, ...simd(0xe0)];

/** Expression: a mask of the lanes where a > b; false where either is NaN. */
export const above = (a: Code, b: Code): Code => f32x4.below(b, a);
