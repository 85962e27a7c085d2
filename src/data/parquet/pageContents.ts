import { deltaBinaryUnpack } from 'hyparquet/src/delta.js';
import type { Page } from './pageHeader.ts';
import { checkRuns } from './runLengths.ts';
import type { Leaf } from './schemaClaims.ts';
import { type ThriftReader, varint } from './thriftStruct.ts';

const lengthBytes = 4;
/** Numbers of encodings in Parquet's format. */
const dictionaryEncodings = new Set([2, 8]);
const runEncoding = 3;
const deltaEncodings = new Set([5, 6]);
const prefixEncoding = 7;
const mostWordBytes = 512e6; // pages are a megabyte or so

/** Checks the levels, which are uncompressed before the values of a page of the second version. @throws RangeError */
export function checkOpenLevels(view: DataView, page: Page, leaf: Leaf): void {
  const { start, repetitionBytes, definitionBytes, values } = page;
  const levels = (from: number, length: number, highest: number) => {
    if (highest > 0) checkRuns(part(view, from, from + length), bitsOf(highest), values);
  };
  levels(start, repetitionBytes, leaf.maxRepetition);
  levels(start + repetitionBytes, definitionBytes, leaf.maxDefinition);
}

/**
 * Checks the unpacked contents of a page, except plain values, whose size is known.
 *
 * @param bytes of the page; for one of the second version, without its levels
 * @throws RangeError
 */
export function checkPageContents(bytes: Uint8Array, page: Page, leaf: Leaf): void {
  if (page.kind === 'dictionary') return;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  if (page.kind === 'first') {
    for (const highest of [leaf.maxRepetition, leaf.maxDefinition]) {
      if (highest === 0) continue;
      const end = at + lengthBytes + view.getUint32(at, true);
      checkRuns(part(view, at + lengthBytes, end), bitsOf(highest), page.values);
      at = end;
    }
  }
  const values = part(view, at, view.byteLength);
  const flags = leaf.element.type === 'BOOLEAN';
  const first = page.kind === 'first';
  if (page.encoding === runEncoding ? flags || !first : flags && dictionaryEncodings.has(page.encoding)) {
    checkRuns(part(values, lengthBytes, values.byteLength), 1, page.present);
  } else if (page.encoding === runEncoding || dictionaryEncodings.has(page.encoding)) {
    if (page.present > 0) {
      checkRuns(part(values, 1, values.byteLength), values.getUint8(0), page.present);
    }
  } else if (page.encoding === prefixEncoding) {
    checkPrefixes(values, page.present);
  } else if (deltaEncodings.has(page.encoding)) {
    checkDeltas(values, page.present);
  }
}

/** Refuses blocks that do not consist of whole miniblocks; no writer makes them. @returns how many values follow */
function checkDeltas(view: DataView, most: number, at = 0): number {
  const reader: ThriftReader = { view, offset: at };
  const [block, miniblocks, count] = [varint(reader), varint(reader), varint(reader)];
  if (block <= 0 || miniblocks <= 0 || block % miniblocks !== 0 || miniblocks > view.byteLength) {
    throw new RangeError(`need blocks of whole miniblocks; got ${miniblocks} in ${block}`);
  }
  if (count >= 0 && count <= most) return count;
  throw new RangeError(`need at most ${most} values; got ${count}`);
}

/** Checks words that share a beginning with the word before: they share at most all of it. */
function checkPrefixes(view: DataView, most: number): void {
  const reader = { view, offset: 0 };
  const lengths = () => {
    const values = new Int32Array(checkDeltas(view, most, reader.offset));
    deltaBinaryUnpack(reader, values.length, values);
    return values;
  };
  const [shared, own] = [lengths(), lengths()];
  let before = 0;
  let bytes = 0;
  for (let i = 0; i < shared.length; i++) {
    if (shared[i] < 0 || shared[i] > before || !(own[i] >= 0)) {
      throw new RangeError(`need a word that shares at most ${before} bytes; got ${shared[i]}`);
    }
    before = shared[i] + own[i];
    bytes += before;
  }
  if (bytes > mostWordBytes) throw new RangeError(`need at most ${mostWordBytes} bytes a page; got ${bytes}`);
}

function bitsOf(highest: number): number {
  return 32 - Math.clz32(highest);
}

function part(view: DataView, start: number, end: number): DataView {
  if (end > view.byteLength || end < start) {
    throw new RangeError(`need ${end - start} bytes of levels; got ${view.byteLength - start}`);
  }
  return new DataView(view.buffer, view.byteOffset + start, end - start);
}
