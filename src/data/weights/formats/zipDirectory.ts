import { crc32 } from '../../bytes/crc32.ts';
import { shown, unreadable } from '../unreadableWeights.ts';

const localSignature = 0x04034b50;
const centralSignature = 0x02014b50;
const endSignature = 0x06054b50;
const localBytes = 30; // fixed part of each record; names and extra fields follow
const centralBytes = 46;
const endBytes = 22;
const damaged = 'the file is damaged or cut short, fetch it again';

/** Where a file lies in the archive. */
interface ZipEntry {
  crc: number;
  size: number;
  /** Where its local header begins. */
  offset: number;
}

/** The files inside a zip archive whose entries are stored as they are, as torch.save writes it. */
export interface ZipDirectory {
  names: string[];
  /**
   * The bytes of an entry, as a view, once their checksum is found right.
   *
   * @throws UnreadableWeightsError if there is no such entry or it is damaged
   */
  read(name: string): Uint8Array;
}

/** Whether a file is a zip archive. @param bytes of the file; the first four are looked at */
export function isZip(bytes: Uint8Array): boolean {
  return bytes.length > 4 && bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4; // "PK"
}

/**
 * Reads the central directory (APPNOTE.TXT §4.3.12), since torch leaves sizes out of the local headers. No compression, no
 * encryption, nothing after the archive, less than 4 GB.
 *
 * @throws UnreadableWeightsError
 */
export function readZipDirectory(bytes: Uint8Array): ZipDirectory {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  const entries = new Map<string, ZipEntry>();
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < count; i++) {
    if (at + centralBytes > end || view.getUint32(at, true) !== centralSignature) {
      unreadable(`need ${count} entries in the archive's directory; got ${i}: ${damaged}`);
    }
    const name = readName(bytes, at + centralBytes, view.getUint16(at + 28, true));
    const size = view.getUint32(at + 24, true);
    if ((view.getUint16(at + 8, true) & 1) !== 0 || view.getUint16(at + 10, true) !== 0) {
      unreadable(`need ${shown(name)} stored; got it compressed or encrypted: save it anew with torch.save`);
    }
    if (size !== view.getUint32(at + 20, true) || entries.has(name)) {
      unreadable(`need ${shown(name)} once and of one size; got a directory that disagrees: ${damaged}`);
    }
    entries.set(name, { crc: view.getUint32(at + 16, true), size, offset: view.getUint32(at + 42, true) });
    at +=
      centralBytes +
      view.getUint16(at + 28, true) +
      view.getUint16(at + 30, true) +
      view.getUint16(at + 32, true);
  }
  if (entries.size === 0) unreadable(`need files in the archive; got an empty directory: ${damaged}`);
  // torch.serialization.set_crc32_options(False) leaves every checksum 0: there is then nothing to check by.
  const checked = [...entries.values()].some(entry => entry.crc !== 0);
  const sound = new Set<string>();
  return {
    names: [...entries.keys()],
    read(name) {
      const entry =
        entries.get(name) ?? unreadable(`need ${shown(name)} in the archive; got none: ${damaged}`);
      const start = dataStart(view, bytes, name, entry);
      const data = bytes.subarray(start, start + entry.size);
      if (checked && !sound.has(name) && crc32(data) !== entry.crc) {
        unreadable(`need ${shown(name)} with the checksum the archive gives it; got another: ${damaged}`);
      }
      sound.add(name);
      return data;
    },
  };
}

/** Past the local header, whose extra field (padding to 64 bytes) is not the directory's. */
function dataStart(view: DataView, bytes: Uint8Array, name: string, entry: ZipEntry): number {
  const { offset, size } = entry;
  if (offset + localBytes > bytes.length || view.getUint32(offset, true) !== localSignature) {
    return unreadable(`need ${shown(name)} at byte ${offset} of the archive; got something else: ${damaged}`);
  }
  const nameBytes = view.getUint16(offset + 26, true);
  const start = offset + localBytes + nameBytes + view.getUint16(offset + 28, true);
  if (start + size > bytes.length || readName(bytes, offset + localBytes, nameBytes) !== name) {
    return unreadable(
      `need the ${size} bytes of ${shown(name)} in the archive; got another entry or its end: ${damaged}`,
    );
  }
  return start;
}

/** The end record lies at the very end, before a comment whose length it states. */
function findEnd(view: DataView): number {
  const last = view.byteLength - endBytes;
  for (let at = last; at >= Math.max(0, last - 0xffff); at--) {
    if (
      view.getUint32(at, true) === endSignature &&
      at + endBytes + view.getUint16(at + 20, true) === view.byteLength
    ) {
      return at;
    }
  }
  return unreadable(
    `need an archive that ends with its directory; got ${view.byteLength} bytes without: ${damaged}`,
  );
}

function readName(bytes: Uint8Array, start: number, length: number): string {
  return new TextDecoder().decode(bytes.subarray(start, start + length));
}
