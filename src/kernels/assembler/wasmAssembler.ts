/**
 * A small assembler for WebAssembly with its four-lane float instructions: enough to write a loop over a tensor and have
 * it run in the memory where tfjs keeps its tensors. docs/kernels.md explains it from the start. Opcodes: WebAssembly core
 * specification 2.0, appendix "Index of instructions".
 */

/**
 * Bytes of an expression or a statement. WebAssembly is code for a stack machine: an instruction takes its operands from a
 * stack and leaves its result there. An expression leaves one value on the stack, a statement none.
 */
export type Code = readonly number[];
/** Types of a variable: whole number or address, float, double, and 128 bits of lanes (four floats or two doubles). */
type ValueType = 'i32' | 'f32' | 'f64' | 'v128';

/** A parameter or a variable of a function. */
export interface Local {
  /** Expression: its value. */
  get: Code;
  /** Statement: takes the value of an expression. */
  set(value: Code): Code;
}

/** A function before it is put into a module. It returns nothing: results are written to memory. */
interface WasmFunction {
  /** Under which the module exports it. */
  name: string;
  parameters: readonly ValueType[];
  variables: readonly ValueType[];
  /** Its statements, one after the other. */
  body: Code;
}

const valueTypes: Record<ValueType, number> = { i32: 0x7f, f32: 0x7d, f64: 0x7c, v128: 0x7b };

/**
 * LEB128, WebAssembly's encoding of whole numbers: seven bits a byte, the lowest first, the eighth bit set where more
 * follow. Lengths and indices are unsigned, the operand of i32.const is signed.
 */
function leb(value: number, signed = false): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (;;) {
    const low = rest & 0x7f;
    rest = signed ? rest >> 7 : rest >>> 7;
    if (signed ? (rest === 0 && low < 0x40) || (rest === -1 && low >= 0x40) : rest === 0)
      return [...bytes, low];
    bytes.push(low | 0x80);
  }
}

/** An instruction that takes two values and leaves one: the code of both, then the opcode. */
export const binary =
  (...opcode: number[]) =>
  (a: Code, b: Code): Code => [...a, ...b, ...opcode];
/** Bytes of a SIMD instruction: the prefix 0xfd, its number, and what belongs to the instruction itself (immediates). */
export const simd = (opcode: number, ...immediates: number[]) => [0xfd, ...leb(opcode), ...immediates];
/** Immediates of a load or a store: the alignment as a power of two, and bytes to add to the address. */
export const address = (offsetBytes: number) => [2, ...leb(offsetBytes)]; // 2² bytes: tensors are aligned to floats only

/** Whole numbers: addresses in bytes, counts. */
export const i32 = {
  const: (value: number): Code => [0x41, ...leb(value, true)],
  add: binary(0x6a),
  sub: binary(0x6b),
  mul: binary(0x6c),
  /** Expression: the whole number at an address. */
  load: (at: Code): Code => [...at, 0x28, ...address(0)],
};

/** One float. */
export const f32 = {
  const: (value: number): Code => [0x43, ...new Uint8Array(Float32Array.of(value).buffer)],
  /** From an unsigned whole number. */
  from: (value: Code): Code => [...value, 0xb3],
  add: binary(0x92),
  mul: binary(0x94),
  div: binary(0x95),
  sqrt: (value: Code): Code => [...value, 0x91],
};

/** Four floats at once: every operation acts on each of the four lanes by itself. */
export const f32x4 = {
  /** One float into all four lanes. */
  splat: (value: Code): Code => [...value, ...simd(0x13)],
  const: (value: number): Code => f32x4.splat(f32.const(value)),
  /** Four floats from an address on. */
  load: (at: Code, offsetBytes = 0): Code => [...at, ...simd(0x00, ...address(offsetBytes))],
  /** Statement: writes four floats from an address on. */
  store: (at: Code, value: Code, offsetBytes = 0): Code => [
    ...at,
    ...value,
    ...simd(0x0b, ...address(offsetBytes)),
  ],
  /** One float from memory into all four lanes. */
  loadSplat: (at: Code, offsetBytes = 0): Code => [...at, ...simd(0x09, ...address(offsetBytes))],
  /** One float from memory into the first lane, zeros into the others. */
  loadOne: (at: Code): Code => [...at, ...simd(0x5c, ...address(0))],
  /** Statement: writes the first lane. */
  storeOne: (at: Code, value: Code): Code => [...at, ...value, ...simd(0x5a, ...address(0), 0)],
  add: binary(...simd(0xe4)),
  sub: binary(...simd(0xe5)),
  mul: binary(...simd(0xe6)),
  div: binary(...simd(0xe7)),
  sqrt: (value: Code): Code => [...value, ...simd(0xe3)],
  /** Smaller and larger of a and b, one machine instruction each, which min and max are not; a NaN in `a` stays NaN. */
  pmin: binary(...simd(0xea)),
  pmax: binary(...simd(0xeb)),
  /** A mask: all bits of a lane set where a < b, none elsewhere; `and` with it keeps a value or makes it 0. */
  below: binary(...simd(0x43)),
  and: binary(...simd(0x4e)),
  /** Sum of the four lanes, an f32. */
  sum: (vector: Local): Code =>
    f32.add(
      f32.add([...vector.get, ...simd(0x1f, 0)], [...vector.get, ...simd(0x1f, 1)]),
      f32.add([...vector.get, ...simd(0x1f, 2)], [...vector.get, ...simd(0x1f, 3)]),
    ),
};

/**
 * Statement: repeats `body` as long as `a` < `b`, both unsigned. In WebAssembly a branch to a block leaves it and a branch
 * to a loop repeats it, so this is block { loop { leave the block unless a < b; body; repeat the loop } }.
 */
export function whileBelow(a: Code, b: Code, ...body: Code[]): Code {
  const empty = 0x40; // block type: takes nothing, leaves nothing
  const leaveUnlessBelow = [...a, ...b, 0x4f, 0x0d, 1]; // i32.ge_u; br_if 1: out of both
  const repeat = [0x0c, 0]; // br 0: back to the start of the loop
  return [0x02, empty, 0x03, empty, ...leaveUnlessBelow, ...body.flat(), ...repeat, 0x0b, 0x0b];
}

/** Statements: `body` for every four numbers of a row, `c` bytes from its start. */
export function walkAlong(c: Local, rowBytes: Local) {
  return (...body: Code[]): Code[] => [
    c.set(i32.const(0)),
    whileBelow(c.get, rowBytes.get, ...body, c.set(i32.add(c.get, i32.const(16)))),
  ];
}

/**
 * Declares a function that returns nothing.
 *
 * @param name under which the module exports it
 * @param write gets the parameters and `variable`, which declares a variable; returns the statements
 */
export function wasmFunction(
  name: string,
  parameters: readonly ValueType[],
  write: (parameters: Local[], variable: (type: ValueType) => Local) => Code[],
): WasmFunction {
  const variables: ValueType[] = [];
  const local = (index: number): Local => ({
    get: [0x20, ...leb(index)],
    set: value => [...value, 0x21, ...leb(index)],
  });
  const variable = (type: ValueType) => local(parameters.length + variables.push(type) - 1);
  const body = write(
    parameters.map((_, i) => local(i)),
    variable,
  ).flat();
  return { name, parameters, variables, body };
}

/**
 * Bytes of a module of these functions, exported by name, that works on the memory imported as "host" "memory". A module
 * is a list of numbered sections: signatures (1), imports (2), the signature of each function (3), exports (7), bodies
 * (10). Every function gets a signature of its own: shared ones would save a few bytes.
 *
 * @param shared whether that memory is shared between threads; default false
 * @returns what `WebAssembly.validate` and `new WebAssembly.Module` take
 */
export function assembleModule(functions: readonly WasmFunction[], shared = false): Uint8Array<ArrayBuffer> {
  const text = (characters: string) => sized([...new TextEncoder().encode(characters)]);
  const list = (items: number[][]) => [...leb(items.length), ...items.flat()];
  const section = (id: number, content: number[]) => [id, ...sized(content)];
  const types = functions.map(({ parameters }) => [
    0x60,
    ...list(parameters.map(type => [valueTypes[type]])),
    0,
  ]);
  const bodies = functions.map(({ variables, body }) =>
    sized([...list(variables.map(type => [1, valueTypes[type]])), ...body, 0x0b]),
  );
  // Kind 2 is a memory; the flag 3 says shared, with a least and a most number of pages: 4 GB, all there can be.
  const memoryOfAnySize = shared ? [0x02, 0x03, 0x00, ...leb(65536)] : [0x02, 0x00, 0x00];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0], // "\0asm", version 1
    ...section(1, list(types)),
    ...section(2, list([[...text('host'), ...text('memory'), ...memoryOfAnySize]])),
    ...section(3, list(functions.map((_, i) => leb(i)))),
    ...section(7, list(functions.map(({ name }, i) => [...text(name), 0x00, ...leb(i)]))),
    ...section(10, list(bodies)),
  ]);
}

/** The bytes after their number. */
function sized(bytes: readonly number[]): number[] {
  return [...leb(bytes.length), ...bytes];
}
