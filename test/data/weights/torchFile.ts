import { crc32 } from 'node:zlib';
import type { WeightTensor } from '../../../src/maths/weights.ts';

/** A file inside an archive. */
export interface StoredFile {
  name: string;
  bytes: Uint8Array;
}

/** The bytes of a zip archive of stored files as torch lays it out (no sizes in the local headers), with true checksums. */
export function storedZip(files: readonly StoredFile[]): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { name, bytes } of files) {
    const nameBytes = new TextEncoder().encode(name);
    const padding = -(offset + 30 + nameBytes.length) & 63; // torch aligns payloads to 64 bytes
    const local = record(30, [
      [0, 4, 0x04034b50],
      [6, 2, 8],
      [26, 2, nameBytes.length],
      [28, 2, padding],
    ]);
    const central = record(46, [
      [0, 4, 0x02014b50],
      [16, 4, crc32(bytes)],
      [20, 4, bytes.length],
      [24, 4, bytes.length],
      [28, 2, nameBytes.length],
      [42, 4, offset],
    ]);
    directory.push(central, nameBytes);
    parts.push(local, nameBytes, new Uint8Array(padding), bytes);
    offset += 30 + nameBytes.length + padding + bytes.length;
  }
  const directoryBytes = directory.reduce((sum, part) => sum + part.length, 0);
  const end = record(22, [
    [0, 4, 0x06054b50],
    [8, 2, files.length],
    [10, 2, files.length],
    [12, 4, directoryBytes],
    [16, 4, offset],
  ]);
  return joined([...parts, ...directory, end]);
}

/** Bytes of a state dict of contiguous 32-bit floats, as torch.save writes it. */
export function torchFile(tensors: Iterable<[string, WeightTensor]>): Uint8Array {
  const files: StoredFile[] = [];
  return archived([Uint8Array.of(0x80, 2), dictOf(tensors, files)], files);
}

/** Bytes of a checkpoint: state dicts by name, and whole numbers beside them. */
export function torchCheckpointFile(
  stateDicts: Record<string, Iterable<[string, WeightTensor]>>,
  numbers: Record<string, number> = {},
): Uint8Array {
  const files: StoredFile[] = [];
  const entries = [
    ...Object.entries(numbers).flatMap(([name, value]) => [text(name), whole(value)]),
    ...Object.entries(stateDicts).flatMap(([name, tensors]) => [text(name), dictOf(tensors, files)]),
  ];
  return archived([Uint8Array.of(0x80, 2, 0x7d, 0x28), ...entries, Uint8Array.of(0x75)], files);
}

/** The opcodes of a dict of tensors, whose storages join `files`. */
function dictOf(tensors: Iterable<[string, WeightTensor]>, files: StoredFile[]): Uint8Array {
  const opcodes: Uint8Array[] = [Uint8Array.of(0x7d, 0x28)]; // EMPTY_DICT, MARK
  for (const [name, { shape, values }] of tensors) {
    const strides = shape.map((_, axis) =>
      shape.slice(axis + 1).reduce((product, length) => product * length, 1),
    );
    const key = String(files.length);
    opcodes.push(
      text(name),
      ...rebuiltTensor({ key, storageLength: values.length, offset: 0, shape, strides }),
    );
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    files.push({ name: `archive/data/${key}`, bytes });
  }
  opcodes.push(Uint8Array.of(0x75)); // SETITEMS
  return joined(opcodes);
}

function archived(opcodes: readonly Uint8Array[], files: readonly StoredFile[]): Uint8Array {
  const pickle = joined([...opcodes, Uint8Array.of(0x2e)]); // STOP
  return storedZip([{ name: 'archive/data.pkl', bytes: pickle }, ...files]);
}

/** The opcodes, as bytes, that make a float tensor. */
export function rebuiltTensor(tensor: {
  key: string;
  storageLength: number;
  offset: number;
  shape: number[];
  strides: number[];
}): Uint8Array[] {
  return [
    global('torch._utils', '_rebuild_tensor_v2'),
    Uint8Array.of(0x28, 0x28), // MARK, MARK
    text('storage'),
    global('torch', 'FloatStorage'),
    text(tensor.key),
    text('cpu'),
    whole(tensor.storageLength),
    Uint8Array.of(0x74, 0x51), // TUPLE, BINPERSID
    whole(tensor.offset),
    wholeTuple(tensor.shape),
    wholeTuple(tensor.strides),
    Uint8Array.of(0x89, 0x4e, 0x74, 0x52), // NEWFALSE, NONE, TUPLE, REDUCE
  ];
}

/** Bytes of BINUNICODE. */
export function text(value: string): Uint8Array {
  const bytes = new TextEncoder().encode(value);
  return joined([
    record(5, [
      [0, 1, 0x58],
      [1, 4, bytes.length],
    ]),
    bytes,
  ]);
}

/** Bytes of GLOBAL. */
export function global(module: string, name: string): Uint8Array {
  return new TextEncoder().encode(`c${module}\n${name}\n`);
}

/** LONG1 of eight bytes: any whole number up to 2⁵³. */
function whole(value: number): Uint8Array {
  const bytes = new Uint8Array(10);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, 0x8a);
  view.setUint8(1, 8);
  view.setBigInt64(2, BigInt(value), true);
  return bytes;
}

/** All bytes, one part after another. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function wholeTuple(values: number[]): Uint8Array {
  return joined([Uint8Array.of(0x28), ...values.map(whole), Uint8Array.of(0x74)]);
}

/** Little-endian fields: offset, bytes, value; the rest zero. */
function record(length: number, fields: [offset: number, bytes: number, value: number][]): Uint8Array {
  const bytes = new Uint8Array(length);
  for (const [offset, count, value] of fields) {
    for (let i = 0; i < count; i++) bytes[offset + i] = Math.floor(value / 256 ** i) & 0xff;
  }
  return bytes;
}
