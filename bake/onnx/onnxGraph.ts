/**
 * The few messages of ONNX (onnx.proto3) that an encoder needs, written straight to protocol-buffer bytes:
 * so the comparison with onnxruntime needs neither Python nor a second copy of the weights.
 */

const utf8 = new TextEncoder();

/** A 32-bit float among the attributes, where a plain number means a whole one. */
export class Float {
  constructor(readonly value: number) {}
}

/** One protocol-buffer field: its number and its value, which a nested message gives as bytes. */
type Field = [number: number, value: number | string | Uint8Array | Float];

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) | 128);
    rest = Math.floor(rest / 128);
  }
  return [...bytes, rest];
}

/** Numbers become varints (ONNX's integers and enums), floats fixed, texts and bytes length-delimited. */
function message(fields: Field[]): Uint8Array {
  const parts = fields.flatMap(([number, value]) => {
    if (value instanceof Float) {
      const bytes = new Uint8Array(Float32Array.of(value.value).buffer);
      return [Uint8Array.from(varint((number << 3) | 5)), bytes];
    }
    if (typeof value === 'number') return [Uint8Array.from([...varint(number << 3), ...varint(value)])];
    const bytes = typeof value === 'string' ? utf8.encode(value) : value;
    return [Uint8Array.from([...varint((number << 3) | 2), ...varint(bytes.length)]), bytes];
  });
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const float32 = 1; // TensorProto.DataType.FLOAT
const attributeType = { float: 1, int: 2, string: 3, ints: 7 }; // AttributeProto.AttributeType

type Attribute = number | string | number[] | Float;

function attribute(name: string, value: Attribute): Uint8Array {
  if (value instanceof Float)
    return message([
      [1, name],
      [2, value],
      [20, attributeType.float],
    ]);
  if (typeof value === 'number')
    return message([
      [1, name],
      [3, value],
      [20, attributeType.int],
    ]);
  if (typeof value === 'string')
    return message([
      [1, name],
      [4, value],
      [20, attributeType.string],
    ]);
  return message([[1, name], ...value.map((each): Field => [8, each]), [20, attributeType.ints]]);
}

/** A tensor's name, element type and shape, as inputs and outputs are declared; a text is a length known only at run time. */
function valueInfo(name: string, shape: (number | string)[]): Uint8Array {
  const lengths = shape.map(
    (length): Field => [1, message([typeof length === 'number' ? [1, length] : [2, length]])],
  );
  const tensorType = message([
    [1, float32],
    [2, message(lengths)],
  ]);
  return message([
    [1, name],
    [2, message([[1, tensorType]])],
  ]);
}

/** A model's file and the name of what it gives. */
export interface OnnxModel {
  bytes: Uint8Array;
  outputName: string;
}

/** Collects nodes and constants of one graph; every `node` returns the name of its output. */
export class OnnxGraph {
  private readonly nodes: Field[] = [];
  private readonly constants: Field[] = [];

  /** A constant tensor, row-major. */
  constant(shape: number[], values: Float32Array): string {
    const name = `constant${this.constants.length}`;
    const raw = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    const dims = shape.map((length): Field => [1, length]);
    this.constants.push([5, message([...dims, [2, float32], [8, name], [9, raw]])]);
    return name;
  }

  /** An operation of ONNX's default domain, its inputs by name. */
  node(operation: string, inputs: string[], attributes: Record<string, Attribute> = {}): string {
    const output = `${operation}${this.nodes.length}`;
    this.nodes.push([
      1,
      message([
        ...inputs.map((input): Field => [1, input]),
        [2, output],
        [3, output],
        [4, operation],
        ...Object.entries(attributes).map(([name, value]): Field => [5, attribute(name, value)]),
      ]),
    ]);
    return output;
  }

  /**
   * The model's bytes: input "images" (batch, 3, side, side).
   *
   * @param output name of the node whose output, (batch, dimension), is the model's
   */
  encoder(sidePx: number, output: string, dimension: number): OnnxModel {
    const graph = message([
      ...this.nodes,
      [2, 'encoder'],
      ...this.constants,
      [11, valueInfo('images', ['batch', 3, sidePx, sidePx])],
      [12, valueInfo(output, ['batch', dimension])],
    ]);
    const irVersion = 8; // what operator set 17 came with
    const operatorSet = message([
      [1, ''],
      [2, 17],
    ]);
    const bytes = message([
      [1, irVersion],
      [2, 'morphospace'],
      [7, graph],
      [8, operatorSet],
    ]);
    return { bytes, outputName: output };
  }
}
