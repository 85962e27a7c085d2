import { address, binary, type Code, i32, type Local, simd } from './wasmAssembler.ts';

/** A whole number of 32 bits; with those of `i32` in wasmAssembler.ts. Opcodes from the same index. */
export const word = {
  and: binary(0x71),
  xor: binary(0x73),
  /** Zeros come in from the left. */
  shiftRight: (value: Code, places: number): Code => [...value, ...i32.const(places), 0x76],
  /** Statement: writes a whole number at an address. */
  store: (at: Code, value: Code): Code => [...at, ...value, 0x36, ...address(0)],
};

/** All 128 bits, whatever the lanes. */
export const bytes = {
  /** Sixteen bytes. */
  const: (values: readonly number[]): Code => simd(0x0c, ...values),
  load: (at: Code, offsetBytes = 0): Code => [...at, ...simd(0x00, ...address(offsetBytes))],
  store: (at: Code, value: Code): Code => [...at, ...value, ...simd(0x0b, ...address(0))],
  and: binary(...simd(0x4e)),
};

/** Eight whole numbers of 16 bits, signed. */
export const i16x8 = {
  /** The first eight of sixteen signed bytes. */
  low: (value: Code): Code => [...value, ...simd(0x87)],
  /** The last eight. */
  high: (value: Code): Code => [...value, ...simd(0x88)],
  add: binary(...simd(0x8e)),
  shiftLeft: (value: Code, places: number): Code => [...value, ...i32.const(places), ...simd(0x8b)],
};

/** Four whole numbers of 32 bits, signed. */
export const i32x4 = {
  /** The first four of eight numbers of 16 bits. */
  low: (value: Code): Code => [...value, ...simd(0xa7)],
  /** The last four. */
  high: (value: Code): Code => [...value, ...simd(0xa8)],
  splat: (value: Code): Code => [...value, ...simd(0x11)],
  /** One of the four, an i32. */
  lane: (value: Code, lane: number): Code => [...value, ...simd(0x1b, lane)],
  add: binary(...simd(0xae)),
  sub: binary(...simd(0xb1)),
  /** A mask: all bits of a lane set where a < b. */
  below: binary(...simd(0x39)),
  /** Products of eight numbers of 16 bits with eight others, neighbours added: four sums. */
  dot: binary(...simd(0xba)),
  /** As four floats, each rounded to the nearest. */
  floats: (value: Code): Code => [...value, ...simd(0xfa)],
  /** A whole number of four bits: the highest bit of each lane. */
  signs: (value: Code): Code => [...value, ...simd(0xa4)],
};

/** Four lanes of 32 bits chosen from two vectors: lanes 0–3 are those of `a`, 4–7 those of `b`. */
function choose(a: Local, b: Local, lanes: readonly number[]): Code {
  const places = lanes.flatMap(lane => [0, 1, 2, 3].map(place => 4 * lane + place));
  return [...a.get, ...b.get, ...simd(0x0d, ...places)];
}

/**
 * Expression: one vector of the four sums of the lanes of a, b, c, d; each is (0 + 2) + (1 + 3), so that floats round the
 * same way everywhere.
 *
 * @param spare two variables, overwritten
 */
export function sumsOfLanes(
  add: (a: Code, b: Code) => Code,
  [a, b, c, d]: readonly Local[],
  spare: readonly Local[],
): { before: Code; sums: Code } {
  const [first, second] = spare;
  const halves = (x: Local, y: Local) => add(choose(x, y, [0, 4, 1, 5]), choose(x, y, [2, 6, 3, 7]));
  return {
    before: [...first.set(halves(a, b)), ...second.set(halves(c, d))],
    sums: add(choose(first, second, [0, 1, 4, 5]), choose(first, second, [2, 3, 6, 7])),
  };
}

/** Statement: does `body` unless `value` is 0. */
export function when(value: Code, ...body: Code[]): Code {
  const empty = 0x40; // block type: takes nothing, leaves nothing
  return [...value, 0x04, empty, ...body.flat(), 0x0b];
}
