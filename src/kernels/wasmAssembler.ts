/**
 * A little assembler for WebAssembly with its four-lane float instructions: enough to write a loop over a tensor and have
 * it run where tfjs keeps its tensors. Code is bytes; an expression leaves one value on the stack, a statement none.
 * Opcodes: WebAssembly core specification 2.0, appendix "Index of instructions".
 */

export type Code = readonly number[];
type ValueType = 'i32' | 'f32' | 'f64' | 'v128';

/** A parameter or a variable of a function. */
export interface Local {
  get: Code;
  set(value: Code): Code;
}

interface WasmFunction {
  name: string;
  parameters: readonly ValueType[];
  variables: readonly ValueType[];
  body: Code;
}

const valueTypes: Record<ValueType, number> = { i32: 0x7f, f32: 0x7d, f64: 0x7c, v128: 0x7b };

/** LEB128, which serves lengths, indices and (where the sign bit is kept clear) i32.const alike. */
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

/** An instruction that takes two values and leaves one. */
export const binary =
  (...opcode: number[]) =>
  (a: Code, b: Code): Code => [...a, ...b, ...opcode];
/** Bytes of a SIMD instruction. */
export const simd = (opcode: number, ...immediates: number[]) => [0xfd, ...leb(opcode), ...immediates];
/** Immediates of a load or a store. */
export const address = (offsetBytes: number) => [2, ...leb(offsetBytes)]; // alignment 2² bytes is all a float promises

/** Whole numbers: addresses in bytes, counts. */
export const i32 = {
  const: (value: number): Code => [0x41, ...leb(value, true)],
  add: binary(0x6a),
  sub: binary(0x6b),
  mul: binary(0x6c),
  load: (at: Code): Code => [...at, 0x28, ...address(0)],
};

export const f32 = {
  const: (value: number): Code => [0x43, ...new Uint8Array(Float32Array.of(value).buffer)],
  /** From an unsigned whole number. */
  from: (value: Code): Code => [...value, 0xb3],
  add: binary(0x92),
  mul: binary(0x94),
  div: binary(0x95),
  sqrt: (value: Code): Code => [...value, 0x91],
};

/** Four floats at once. */
export const f32x4 = {
  splat: (value: Code): Code => [...value, ...simd(0x13)],
  const: (value: number): Code => f32x4.splat(f32.const(value)),
  load: (at: Code, offsetBytes = 0): Code => [...at, ...simd(0x00, ...address(offsetBytes))],
  store: (at: Code, value: Code, offsetBytes = 0): Code => [
    ...at,
    ...value,
    ...simd(0x0b, ...address(offsetBytes)),
  ],
  /** One float from memory, four times. */
  loadSplat: (at: Code, offsetBytes = 0): Code => [...at, ...simd(0x09, ...address(offsetBytes))],
  /** One float from memory and three zeros. */
  loadOne: (at: Code): Code => [...at, ...simd(0x5c, ...address(0))],
  storeOne: (at: Code, value: Code): Code => [...at, ...value, ...simd(0x5a, ...address(0), 0)],
  add: binary(...simd(0xe4)),
  sub: binary(...simd(0xe5)),
  mul: binary(...simd(0xe6)),
  div: binary(...simd(0xe7)),
  sqrt: (value: Code): Code => [...value, ...simd(0xe3)],
  /** NaN in `a` stays NaN, and either is one machine instruction, which min and max are not. */
  pmin: binary(...simd(0xea)),
  pmax: binary(...simd(0xeb)),
  /** All bits set where a < b, none elsewhere; `and` keeps what they cover. */
  below: binary(...simd(0x43)),
  and: binary(...simd(0x4e)),
  /** Sum of the four lanes, an f32. */
  sum: (vector: Local): Code =>
    f32.add(
      f32.add([...vector.get, ...simd(0x1f, 0)], [...vector.get, ...simd(0x1f, 1)]),
      f32.add([...vector.get, ...simd(0x1f, 2)], [...vector.get, ...simd(0x1f, 3)]),
    ),
};

/** Repeats `body` as long as `a` < `b`, both unsigned. */
export function whileBelow(a: Code, b: Code, ...body: Code[]): Code {
  const empty = 0x40; // block type: takes nothing, leaves nothing
  const leaveUnlessBelow = [...a, ...b, 0x4f, 0x0d, 1];
  return [0x02, empty, 0x03, empty, ...leaveUnlessBelow, ...body.flat(), 0x0c, 0, 0x0b, 0x0b];
}

/**
 * Declares a function that returns nothing.
 *
 * @param write gets the parameters and a way to declare variables; returns the statements
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

/** A module of these functions, exported by name, that works on the memory imported as "host" "memory". */
export function assembleModule(functions: readonly WasmFunction[]): Uint8Array<ArrayBuffer> {
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
  const memoryOfAnySize = [0x02, 0x00, 0x00];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0], // "\0asm", version 1
    ...section(1, list(types)),
    ...section(2, list([[...text('host'), ...text('memory'), ...memoryOfAnySize]])),
    ...section(3, list(functions.map((_, i) => leb(i)))),
    ...section(7, list(functions.map(({ name }, i) => [...text(name), 0x00, ...leb(i)]))),
    ...section(10, list(bodies)),
  ]);
}

function sized(bytes: readonly number[]): number[] {
  return [...leb(bytes.length), ...bytes];
}
