import { type Code, i32, type Local } from '../assembler/wasmAssembler.ts';
import { i32x4, when, word } from '../assembler/wasmIntegers.ts';
import { rowsAtOnce } from './rowLoops.ts';

/** Bytes that a list of so many candidates may take: their number first, and room for four that are overwritten. */
export function listBytes(rows: number): number {
  return 4 * (1 + rows + rowsAtOnce);
}

/** The list of rows a scan could not rule out, written as it goes. */
export function candidateList(list: Local, row: Local, variable: (type: 'i32') => Local) {
  const end = variable('i32');
  const kept = variable('i32');
  const first: Code = i32.add(list.get, i32.const(4));
  return {
    begin: end.set(first),
    /** Statement: appends those of the four rows from `row` on whose lane of the mask is empty. */
    appendUnless: (ruledOut: Code): Code => [
      ...kept.set(word.xor(i32x4.signs(ruledOut), i32.const(15))),
      ...when(
        kept.get,
        ...Array.from({ length: rowsAtOnce }, (_, r) => [
          ...word.store(end.get, i32.add(row.get, i32.const(r))),
          ...end.set(
            i32.add(end.get, i32.mul(word.and(word.shiftRight(kept.get, r), i32.const(1)), i32.const(4))),
          ),
        ]),
      ),
    ],
    /** Statement: writes how many there are. */
    close: word.store(list.get, word.shiftRight(i32.sub(end.get, first), 2)),
  };
}
