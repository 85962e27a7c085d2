import type { ByteSource } from '../bytes/byteSource.ts';
import { decodeFloat16 } from '../bytes/float16.ts';
import { UnreadableError } from '../bytes/unreadable.ts';
import type { PixelArray } from '../fits/pixelArray.ts';
import { type AsdfBlock, findBlocks, readBlock } from './asdfBlocks.ts';
import { arraysOfTree, type DescribedArray } from './asdfTree.ts';

/** An array of an ASDF file. */
interface AsdfArray {
  /** Keys and places from the root: "/image". */
  path: string;
  shape: readonly number[];
  /** As numpy has it, without the byte order: "f4". */
  type: string;
  /** @returns (shape) in C order @throws UnreadableError where it cannot be read */
  read(): Promise<PixelArray>;
}

const mostTreeBytes = 64e6; // above every real tree
const stepBytes = 1 << 16;

/**
 * The arrays of an ASDF file: those in blocks, stored or packed with zlib, and those written out in its tree.
 *
 * @throws UnreadableError where it is no ASDF file or its tree is damaged
 */
export async function openAsdf(source: ByteSource): Promise<AsdfArray[]> {
  const { text, end } = await readTree(source);
  const described = text === '' ? [] : await arraysOfTree(text, source.name);
  const blocks = await findBlocks(source, end);
  return described.map(array => arrayOf(source, blocks, array));
}

/** Whether a file begins as ASDF does. @param start its first bytes as text */
function isAsdf(start: string): boolean {
  return start.startsWith('#ASDF ');
}

/** The tree's text, and where it ends: at a line of three dots, or where the first block or the file ends. */
async function readTree(source: ByteSource): Promise<{ text: string; end: number }> {
  const decoder = new TextDecoder('latin1'); // a letter a byte, so that places in the text are places in the file
  let text = '';
  for (let at = 0; at < source.byteLength && at < mostTreeBytes; at += stepBytes) {
    text += decoder.decode(await source.slice(at, Math.min(source.byteLength, at + stepBytes)));
    if (at === 0 && !isAsdf(text)) throw new UnreadableError(`${source.name} is no ASDF file.`);
    const end = /\r?\n\.\.\.\r?\n/.exec(text);
    if (end) {
      const bytes = Uint8Array.from(text.slice(0, end.index + 1), letter => letter.charCodeAt(0));
      return { text: treeOf(new TextDecoder().decode(bytes)), end: end.index + end[0].length };
    }
  }
  throw new UnreadableError(`${source.name} has a tree without an end: it is cut short or damaged.`);
}

/** Without the comments that open the file. */
function treeOf(head: string): string {
  return head.replace(/^(#ASDF.*\r?\n)+/, '');
}

const kinds = {
  int8: [Int8Array, 'i1'],
  uint8: [Uint8Array, 'u1'],
  int16: [Int16Array, 'i2'],
  uint16: [Uint16Array, 'u2'],
  int32: [Int32Array, 'i4'],
  uint32: [Uint32Array, 'u4'],
  int64: [BigInt64Array, 'i8'],
  uint64: [BigUint64Array, 'u8'],
  float32: [Float32Array, 'f4'],
  float64: [Float64Array, 'f8'],
} as const;

function arrayOf(source: ByteSource, blocks: readonly AsdfBlock[], array: DescribedArray): AsdfArray {
  const { path } = array;
  if (array.inline !== undefined) return inlineArray(source.name, array);
  const name = String(array.datatype);
  const sides = Array.isArray(array.shape) ? array.shape.map(Number) : [];
  const isSound = sides.every(side => Number.isSafeInteger(side) && side >= 0);
  const refuse = (why: string) => async () => {
    throw new UnreadableError(`Array ${path} of ${source.name} ${why}.`);
  };
  const size = name === 'float16' ? 2 : (kinds[name as keyof typeof kinds]?.[0].BYTES_PER_ELEMENT ?? 0);
  const type = name === 'float16' ? 'f2' : (kinds[name as keyof typeof kinds]?.[1] ?? 'other');
  const head = { path, shape: isSound ? sides : [], type };
  if (typeof array.source !== 'number')
    return { ...head, read: refuse('lies in another file, which is not read') };
  const block = blocks.at(array.source);
  if (!block)
    return { ...head, read: refuse('lies in a block that is not there: the file is cut short or damaged') };
  if (size === 0)
    return { ...head, read: refuse(`has values of type ${name}, which are not read as numbers`) };
  if (!isSound) return { ...head, read: refuse(`has the shape ${array.shape}, which is none`) };
  return {
    ...head,
    async read() {
      const bytes = await readBlock(source, block);
      const offset = Number(array.offset ?? 0);
      const count = sides.reduce((product, side) => product * side, 1);
      const strides = stridesOf(array.strides, sides, size);
      const reach = (towards: (a: number, b: number) => number) =>
        sides.reduce((sum, side, axis) => sum + towards(0, (side - 1) * strides[axis]), offset); // steps may lead backwards
      const areWhole = [offset, ...strides].every(Number.isSafeInteger);
      const isInside =
        areWhole && (count === 0 || (reach(Math.min) >= 0 && reach(Math.max) + size <= bytes.length));
      if (!isInside) return refuse('claims more than its block holds: the file is damaged')();
      const packed = gathered(bytes, { offset, size, sides, strides });
      if (array.byteorder === 'big')
        for (let at = 0; at < packed.length; at += size) packed.subarray(at, at + size).reverse();
      if (name === 'float16') return decodeFloat16(packed);
      const [Kind] = kinds[name as keyof typeof kinds];
      return new Kind(packed.buffer);
    },
  };
}

/** Steps in bytes along each axis; where none are given, the last axis is the fastest. */
function stridesOf(given: unknown, sides: readonly number[], size: number): number[] {
  if (Array.isArray(given) && given.length === sides.length) return given.map(Number);
  const strides = new Array<number>(sides.length);
  let step = size;
  for (let axis = sides.length - 1; axis >= 0; axis--) {
    strides[axis] = step;
    step *= sides[axis];
  }
  return strides;
}

/** The bytes of each value in C order. */
function gathered(
  bytes: Uint8Array,
  { offset, size, sides, strides }: { offset: number; size: number; sides: number[]; strides: number[] },
): Uint8Array<ArrayBuffer> {
  const count = sides.reduce((product, side) => product * side, 1);
  const contiguous = stridesOf(undefined, sides, size);
  if (strides.every((step, axis) => step === contiguous[axis]))
    return bytes.slice(offset, offset + count * size);
  const out = new Uint8Array(count * size);
  const place = new Array<number>(sides.length).fill(0);
  for (let i = 0; i < count; i++) {
    const from = place.reduce((sum, at, axis) => sum + at * strides[axis], offset);
    out.set(bytes.subarray(from, from + size), i * size);
    for (let axis = sides.length - 1; axis >= 0 && ++place[axis] === sides[axis]; axis--) place[axis] = 0;
  }
  return out;
}

/** Values written out in the tree: whole numbers of 64 bits, or doubles. */
function inlineArray(name: string, { path, inline, datatype }: DescribedArray): AsdfArray {
  const shape: number[] = [];
  for (let level = inline; Array.isArray(level); level = level[0]) shape.push(level.length);
  const flat = Array.isArray(inline) ? (inline.flat(shape.length) as unknown[]) : [inline];
  const count = shape.reduce((product, side) => product * side, 1);
  const areNumbers =
    flat.length === count && flat.every(value => typeof value === 'number' || value === null);
  const isWhole = flat.every(value => Number.isInteger(value));
  const wanted = kinds[String(datatype) as keyof typeof kinds] ?? (isWhole ? kinds.int64 : kinds.float64);
  return {
    path,
    shape,
    type: wanted[1],
    async read() {
      if (!areNumbers) throw new UnreadableError(`Array ${path} of ${name} holds other things than numbers.`);
      const [Kind] = wanted;
      if (Kind === BigInt64Array || Kind === BigUint64Array) {
        return Kind.from(flat.map(value => BigInt(value as number)));
      }
      return (Kind as Float64ArrayConstructor).from(
        flat.map(value => (value === null ? Number.NaN : Number(value))),
      );
    },
  };
}
