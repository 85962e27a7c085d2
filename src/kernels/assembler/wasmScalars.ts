import { address, binary, type Code } from './wasmAssembler.ts';

/** Comparisons of two whole numbers or two floats, and what goes with them: 1 where true, 0 where not. */
export const is = {
  /** Whole numbers, signed. */
  below: binary(0x48),
  /** Whole numbers, unsigned. */
  atLeast: binary(0x4f),
  notEqual: binary(0x47),
  /** Whole numbers, signed. */
  above: binary(0x4a),
  /** Floats; false where one is NaN. */
  floatAbove: binary(0x5e),
  /** Both hold; the second is asked only where the first does. */
  both: (first: Code, second: Code): Code => [...first, 0x04, 0x7f, ...second, 0x05, 0x41, 0, 0x0b], // if … else 0
  /** The opposite of a comparison. */
  not: (comparison: Code): Code => [...comparison, 0x45],
};

/** One float, with those of `f32` in wasmAssembler.ts. Opcodes from the same index. */
export const float = {
  load: (at: Code, offsetBytes = 0): Code => [...at, 0x2a, ...address(offsetBytes)],
  /** Statement: writes a float at an address. */
  store: (at: Code, value: Code, offsetBytes = 0): Code => [...at, ...value, 0x38, ...address(offsetBytes)],
  sub: binary(0x93),
  min: binary(0x96),
  max: binary(0x97),
  /** The whole number at or towards 0 of it; 0 for NaN, the nearest there is where it does not fit. */
  toInteger: (value: Code): Code => [...value, 0xfc, 0x00],
  /** From a signed whole number. */
  fromInteger: (value: Code): Code => [...value, 0xb2],
  /** Its 32 bits as a whole number. */
  bits: (value: Code): Code => [...value, 0xbc],
};

/** Expression: the upper 32 bits of the product of two unsigned whole numbers: below b, for a spread over all 32 bits. */
export function upperProduct(a: Code, b: Code): Code {
  const wide = (value: Code): Code => [...value, 0xad]; // i64.extend_i32_u
  return [...wide(a), ...wide(b), 0x7e, 0x42, 32, 0x88, 0xa7]; // i64.mul; i64.const 32; i64.shr_u; i32.wrap_i64
}

/** Statement: repeats `body` as long as `condition` is not 0. */
export function whileTrue(condition: Code, ...body: Code[]): Code {
  const empty = 0x40; // block type: takes nothing, leaves nothing
  const leaveUnless = [...is.not(condition), 0x0d, 1]; // br_if 1: out of the loop and its block
  return [0x02, empty, 0x03, empty, ...leaveUnless, ...body.flat(), 0x0c, 0, 0x0b, 0x0b];
}
