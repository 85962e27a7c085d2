/** Bytes and the place where reading continues. */
export interface ThriftReader {
  view: DataView;
  offset: number;
}

/** Fields of a struct by their number: whole numbers, flags and structs; lists and byte strings are skipped. */
export type ThriftStruct = ReadonlyMap<number, number | bigint | boolean | ThriftStruct | undefined>;

const deepest = 32; // a Parquet footer nests seven structs

/**
 * Reads a struct of Thrift's compact protocol and compares the lengths it states, which hyparquet allocates, with the bytes
 * there are. Afterwards the reader is after the struct.
 *
 * @throws RangeError where a length is more than the bytes that are left, and where the struct does not end
 */
export function readThriftStruct(reader: ThriftReader, depth = 0): ThriftStruct {
  if (depth > deepest) throw new RangeError(`need structs within each other up to ${deepest}; got more`);
  const fields = new Map<number, number | bigint | boolean | ThriftStruct | undefined>();
  for (let id = 0; ; ) {
    const byte = reader.view.getUint8(reader.offset++);
    const type = byte & 0x0f;
    if (type === 0) return fields;
    id = byte >> 4 ? id + (byte >> 4) : zigzag(varint(reader));
    fields.set(id, readValue(reader, type, depth));
  }
}

function readValue(
  reader: ThriftReader,
  type: number,
  depth: number,
): number | bigint | boolean | ThriftStruct | undefined {
  switch (type) {
    case 1:
      return true;
    case 2:
      return false;
    case 3:
      return reader.view.getInt8(reader.offset++);
    case 4:
    case 5:
      return zigzag(varint(reader));
    case 6:
      return longNumber(reader);
    case 7:
      skip(reader, 8);
      return undefined;
    case 8:
      skip(reader, varint(reader));
      return undefined;
    case 9:
      walkList(reader, depth);
      return undefined;
    case 12:
      return readThriftStruct(reader, depth + 1);
    default:
      throw new RangeError(`need a field of a type that Parquet has; got type ${type}`);
  }
}

/** Every element takes a byte or more, so that a list is at most as long as what is left. */
function walkList(reader: ThriftReader, depth: number): void {
  const byte = reader.view.getUint8(reader.offset++);
  const length = byte >> 4 === 15 ? varint(reader) : byte >> 4;
  const left = reader.view.byteLength - reader.offset;
  if (length < 0 || length > left) throw new RangeError(`need a list of at most ${left}; got ${length}`);
  const type = byte & 0x0f;
  for (let i = 0; i < length; i++) readValue(reader, type === 1 || type === 2 ? 3 : type, depth);
}

function skip(reader: ThriftReader, length: number): void {
  const left = reader.view.byteLength - reader.offset;
  if (length < 0 || length > left) throw new RangeError(`need at most ${left} bytes; got ${length}`);
  reader.offset += length;
}

/** A number in groups of seven bits, the lowest first; at most 32 bits, as in Parquet. */
export function varint(reader: ThriftReader): number {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = reader.view.getUint8(reader.offset++);
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return value;
  }
}

function zigzag(value: number): number {
  return (value >>> 1) ^ -(value & 1);
}

function longNumber(reader: ThriftReader): bigint {
  let value = 0n;
  for (let shift = 0n; shift < 70n; shift += 7n) {
    const byte = reader.view.getUint8(reader.offset++);
    value |= BigInt(byte & 0x7f) << shift;
    if (byte < 0x80) return (value >> 1n) ^ -(value & 1n);
  }
  throw new RangeError('need a number of at most 64 bits; got a longer one');
}
