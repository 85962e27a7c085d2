import { address, binary, type Code, simd } from './wasmAssembler.ts';

/** One double; opcodes from the same index as those of wasmAssembler.ts. */
const f64 = {
  const: (value: number): Code => [0x44, ...new Uint8Array(Float64Array.of(value).buffer)],
};

/** Two doubles at once; as `f32x4` of wasmAssembler.ts, with two lanes. */
export const f64x2 = {
  splat: (value: Code): Code => [...value, ...simd(0x14)],
  const: (value: number): Code => f64x2.splat(f64.const(value)),
  load: (at: Code, offsetBytes = 0): Code => [...at, ...simd(0x00, ...address(offsetBytes))],
  /** One double from memory into both lanes. */
  loadSplat: (at: Code, offsetBytes = 0): Code => [...at, ...simd(0x0a, ...address(offsetBytes))],
  store: (at: Code, value: Code, offsetBytes = 0): Code => [
    ...at,
    ...value,
    ...simd(0x0b, ...address(offsetBytes)),
  ],
  sqrt: (value: Code): Code => [...value, ...simd(0xef)],
  add: binary(...simd(0xf0)),
  sub: binary(...simd(0xf1)),
  mul: binary(...simd(0xf2)),
  div: binary(...simd(0xf3)),
  pmin: binary(...simd(0xf6)),
  pmax: binary(...simd(0xf7)),
};

/** Two 64-bit whole numbers at once: for work on the bits of two doubles. */
export const i64x2 = {
  const: (value: bigint): Code => {
    const bytes = new Uint8Array(BigInt64Array.of(value, value).buffer);
    return simd(0x0c, ...bytes);
  },
  and: binary(...simd(0x4e)),
  add: binary(...simd(0xce)),
  sub: binary(...simd(0xd1)),
  shiftLeft: (value: Code, bits: number): Code => [...value, 0x41, bits, ...simd(0xcb)],
  /** Arithmetic shift: copies of the sign bit come in. */
  shiftRight: (value: Code, bits: number): Code => [...value, 0x41, bits, ...simd(0xcc)],
};
