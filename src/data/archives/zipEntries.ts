import { UnreadableError } from '../bytes/unreadable.ts';

/** A member of a ZIP archive as its directory describes it. */
export interface ZipEntry {
  name: string;
  /** 0: stored as it is; 8: deflated. */
  method: number;
  isEncrypted: boolean;
  crc32: number;
  packedBytes: number;
  /** Unpacked. */
  bytes: number;
  /** Where its own header begins in the archive. */
  offset: number;
}

const [localSignature, centralSignature, endSignature] = [0x04034b50, 0x02014b50, 0x06054b50];
const [localBytes, centralBytes, endBytes] = [30, 46, 22]; // fixed parts; names and more follow
const [wideEndSignature, wideLocatorSignature, wideLocatorBytes] = [0x06064b50, 0x07064b50, 20];
const mostCommentBytes = 0xffff;
const mostDirectoryBytes = 400e6; // of some five million names
const isFull = 0xffffffff; // the number is in the 64-bit field instead

/**
 * The directory at the end of a ZIP archive, 64-bit ones too. Source: APPNOTE.TXT 6.3.10, §4.3.
 *
 * @throws UnreadableError where it is damaged or cut short
 */
export async function readZipEntries(archive: File): Promise<ZipEntry[]> {
  const { count, start, bytes } = await findDirectory(archive);
  const isSound =
    start + bytes <= archive.size && bytes <= mostDirectoryBytes && count * centralBytes <= bytes;
  if (!isSound) throw damaged(archive);
  const view = await viewOf(archive, start, start + bytes);
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + centralBytes > bytes || view.getUint32(at, true) !== centralSignature) throw damaged(archive);
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map(field => view.getUint16(at + field, true));
    const next = at + centralBytes + nameBytes + extraBytes + commentBytes;
    if (next > bytes) throw damaged(archive);
    const extra = new DataView(view.buffer, view.byteOffset + at + centralBytes + nameBytes, extraBytes);
    entries.push({
      name: nameOf(view, at + centralBytes, nameBytes, (view.getUint16(at + 8, true) & 0x800) !== 0),
      method: view.getUint16(at + 10, true),
      isEncrypted: (view.getUint16(at + 8, true) & 1) !== 0,
      crc32: view.getUint32(at + 16, true),
      ...wideSizes(extra, {
        bytes: view.getUint32(at + 24, true),
        packedBytes: view.getUint32(at + 20, true),
        offset: view.getUint32(at + 42, true),
      }),
    });
    at = next;
  }
  return entries;
}

/** Where a member's bytes begin, behind its own header; undefined where that is not there. */
export async function zipDataStart(
  archive: File,
  { offset, packedBytes }: ZipEntry,
): Promise<number | undefined> {
  if (offset + localBytes > archive.size) return undefined;
  const header = await viewOf(archive, offset, offset + localBytes);
  if (header.getUint32(0, true) !== localSignature) return undefined;
  const start = offset + localBytes + header.getUint16(26, true) + header.getUint16(28, true);
  return start + packedBytes <= archive.size ? start : undefined;
}

/** The last record, before a comment whose length it states; it may refer to a 64-bit one. */
async function findDirectory(archive: File): Promise<{ count: number; start: number; bytes: number }> {
  const from = Math.max(0, archive.size - endBytes - mostCommentBytes);
  const view = await viewOf(archive, from, archive.size);
  for (let at = view.byteLength - endBytes; at >= 0; at--) {
    if (view.getUint32(at, true) !== endSignature) continue;
    if (at + endBytes + view.getUint16(at + 20, true) !== view.byteLength) continue;
    const locator = at - wideLocatorBytes;
    if (locator >= 0 && view.getUint32(locator, true) === wideLocatorSignature) {
      return wideDirectory(archive, Number(view.getBigUint64(locator + 8, true)));
    }
    return {
      count: view.getUint16(at + 10, true),
      bytes: view.getUint32(at + 12, true),
      start: view.getUint32(at + 16, true),
    };
  }
  throw damaged(archive);
}

async function wideDirectory(
  archive: File,
  at: number,
): Promise<{ count: number; start: number; bytes: number }> {
  if (at + 56 > archive.size) throw damaged(archive);
  const view = await viewOf(archive, at, at + 56);
  if (view.getUint32(0, true) !== wideEndSignature) throw damaged(archive);
  const [count, bytes, start] = [32, 40, 48].map(field => Number(view.getBigUint64(field, true)));
  return { count, bytes, start };
}

/** Sizes that do not fit into 32 bits are in the extra field, in this order, each where it is needed. */
function wideSizes<Sizes extends { bytes: number; packedBytes: number; offset: number }>(
  extra: DataView,
  sizes: Sizes,
): Sizes {
  for (let at = 0; at + 4 <= extra.byteLength; at += 4 + extra.getUint16(at + 2, true)) {
    if (extra.getUint16(at, true) !== 1) continue;
    const end = Math.min(extra.byteLength, at + 4 + extra.getUint16(at + 2, true));
    let field = at + 4;
    const wide = { ...sizes };
    for (const key of ['bytes', 'packedBytes', 'offset'] as const) {
      if (sizes[key] !== isFull || field + 8 > end) continue;
      wide[key] = Number(extra.getBigUint64(field, true));
      field += 8;
    }
    return wide;
  }
  return sizes;
}

/** In UTF-8, or where the archive does not say so and it is none, a letter a byte. */
function nameOf(view: DataView, at: number, length: number, isUtf8: boolean): string {
  const bytes = new Uint8Array(view.buffer, view.byteOffset + at, length);
  try {
    return new TextDecoder('utf-8', { fatal: !isUtf8 }).decode(bytes);
  } catch {
    return new TextDecoder('latin1').decode(bytes);
  }
}

async function viewOf(archive: File, start: number, end: number): Promise<DataView> {
  try {
    return new DataView(await archive.slice(start, end).arrayBuffer());
  } catch {
    throw new UnreadableError(
      `${archive.name} can no longer be read: it was moved or changed; drop it again.`,
    );
  }
}

function damaged({ name }: File): UnreadableError {
  return new UnreadableError(`${name} is no whole ZIP archive: it may have been cut short; fetch it again.`);
}
