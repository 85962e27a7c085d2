import { shown, shownShape, unreadable } from '../unreadableWeights.ts';
import { checkSeal } from './safetensorsSeal.ts';
import {
  bytesPerNumber,
  checkedSize,
  decodeNumbers,
  type NumberFormat,
  type StoredTensors,
  storeTensor,
} from './storedNumbers.ts';

const formats = new Map<unknown, NumberFormat>([
  ['F32', 'float32'],
  ['F16', 'float16'],
  ['BF16', 'bfloat16'],
  ['I64', 'int64'],
]);

const lengthBytes = 8; // the header's length: an unsigned 64-bit integer
const mostHeaderBytes = 2 ** 23; // convnext_base's header is 30 kB
const damaged = 'the file is damaged or cut short, fetch it again';

interface HeaderEntry {
  name: string;
  format: NumberFormat;
  shape: number[];
  /** Bytes from the end of the header. */
  start: number;
  end: number;
}

/** Whether the bytes begin as a safetensors file does: a length, then a JSON object. */
export function isSafetensors(bytes: Uint8Array): boolean {
  return bytes.length > lengthBytes && bytes[lengthBytes] === 0x7b && bytes[6] === 0 && bytes[7] === 0; // "{", < 2⁴⁸
}

/**
 * Reads a safetensors file (github.com/huggingface/safetensors): 8 bytes of header length, a JSON header, then the tensors,
 * which must fill the rest without a gap or an overlap.
 *
 * @param bytes the whole file; 32-bit floats stay views of it where they are aligned
 * @throws UnreadableWeightsError, also where a file that carries a checksum of its own does not match it
 */
export function readSafetensors(bytes: Uint8Array): StoredTensors {
  const payload = headerEnd(bytes);
  checkSeal(bytes, payload);
  const entries = parseHeader(bytes.subarray(lengthBytes, payload)).sort(
    (a, b) => a.start - b.start || a.end - b.end,
  );
  const tensors: StoredTensors = { weights: new Map(), integers: new Map() };
  let end = 0;
  for (const entry of entries) {
    if (entry.start !== end) {
      unreadable(
        `need ${shown(entry.name)} to begin at byte ${end} of the data; got ${entry.start}: ${damaged}`,
      );
    }
    end = entry.end;
    if (payload + end > bytes.length) {
      unreadable(
        `need ${payload + end} bytes for ${shown(entry.name)}; got a file of ${bytes.length}: ${damaged}`,
      );
    }
    const values = decodeNumbers(bytes.subarray(payload + entry.start, payload + end), entry.format);
    storeTensor(tensors, entry.name, entry.shape, values);
  }
  if (payload + end !== bytes.length) {
    unreadable(`need a file of ${payload + end} bytes, as its header says; got ${bytes.length}: ${damaged}`);
  }
  return tensors;
}

/** What the file says of itself beside its tensors: `__metadata__`, texts by name; empty where there is none. */
export function readSafetensorsMetadata(bytes: Uint8Array): Map<string, string> {
  const fields = parseObject(bytes.subarray(lengthBytes, headerEnd(bytes))).__metadata__;
  return new Map(
    Object.entries(fields ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** Where the header ends and the tensors begin, in bytes. @throws UnreadableWeightsError beyond the file's end */
export function headerEnd(bytes: Uint8Array): number {
  if (bytes.length < lengthBytes)
    unreadable(`need ${lengthBytes} bytes of header length; got ${bytes.length}: ${damaged}`);
  const headerBytes = Number(
    new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getBigUint64(0, true),
  );
  const payload = lengthBytes + headerBytes;
  if (headerBytes > mostHeaderBytes || payload > bytes.length) {
    unreadable(
      `need a safetensors header within the ${bytes.length} bytes of the file; got a length of ${headerBytes}: ${damaged}`,
    );
  }
  return payload;
}

function parseHeader(bytes: Uint8Array): HeaderEntry[] {
  return Object.entries(parseObject(bytes))
    .filter(([name]) => name !== '__metadata__')
    .map(([name, fields]) => parseEntry(name, fields));
}

function parseObject(bytes: Uint8Array): Record<string, unknown> {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return unreadable(`need a safetensors header in JSON; got none that can be parsed: ${damaged}`);
  }
  if (typeof header !== 'object' || header === null || Array.isArray(header)) {
    return unreadable(`need a safetensors header that is an object; got ${typeof header}: ${damaged}`);
  }
  return header as Record<string, unknown>;
}

function parseEntry(name: string, fields: unknown): HeaderEntry {
  const { dtype, shape, data_offsets: offsets } = (fields ?? {}) as Record<string, unknown>;
  if (!Array.isArray(shape) || !Array.isArray(offsets) || offsets.length !== 2) {
    return unreadable(`need a shape and two offsets for ${shown(name)}; got neither or one: ${damaged}`);
  }
  const format = formats.get(dtype);
  if (format === undefined) {
    return unreadable(
      `need ${shown(name)} as F32, F16, BF16 or I64; got ${shown(dtype)}: convert the file to 32-bit floats`,
    );
  }
  const [start, end] = offsets as unknown[];
  if (!isOffset(start) || !isOffset(end) || end < start) {
    return unreadable(`need two rising offsets for ${shown(name)}; got ${shownShape(offsets)}: ${damaged}`);
  }
  const most = Math.floor((end - start) / bytesPerNumber[format]);
  const size = checkedSize(name, shape, most);
  if (size * bytesPerNumber[format] !== end - start) {
    return unreadable(
      `need ${size * bytesPerNumber[format]} bytes for ${shown(name)} of shape ${shownShape(shape)}; got ${end - start}: ${damaged}`,
    );
  }
  return { name, format, shape: shape as number[], start, end };
}

function isOffset(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
