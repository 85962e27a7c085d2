import { makeZip } from 'client-zip';
import { readZipEntries, type ZipEntry } from '../archives/zipEntries.ts';
import { checkZipClaims, zipMemberBytes } from '../archives/zipMembers.ts';
import { crc32 } from '../bytes/crc32.ts';
import { UnreadableError } from '../bytes/unreadable.ts';

/** What a part of an archive must be. */
export interface PartCheck {
  bytes: number;
  /** CRC-32, as in zip files. */
  crc32: number;
}

/** What a reader checks a part by. */
export async function partCheckOf(part: Blob): Promise<PartCheck> {
  const bytes = new Uint8Array(await part.arrayBuffer());
  return { bytes: bytes.length, crc32: crc32(bytes) };
}

/**
 * A zip archive of the parts, one after the other and stored as they are, since numbers and pictures hardly shrink. It may be
 * larger than 4 GB; what is written is kept by the browser, out of the page's own memory.
 */
export async function writeZip(parts: AsyncIterable<{ name: string; input: Blob | string }>): Promise<Blob> {
  const chunks: Blob[] = [];
  const reader = makeZip(parts).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Blob(chunks, { type: 'application/zip' });
    chunks.push(new Blob([value as Uint8Array<ArrayBuffer>]));
  }
}

/** An archive that is read, each part from its own place in the file. */
interface ZipReading {
  /** @throws UnreadableError where there is no such part, or it is damaged */
  text(name: string): Promise<string>;
  /** @throws UnreadableError where there is no such part, or it is not what it is checked by */
  part(name: string, wanted: PartCheck | undefined): Promise<Blob>;
}

/** @throws UnreadableError where the file is no zip archive, or was cut short */
export async function readZip(file: Blob, name: string): Promise<ZipReading> {
  const archive = file instanceof File && file.name === name ? file : new File([file], name);
  const entries = await readZipEntries(archive);
  checkZipClaims(entries, archive);
  const entryOf = new Map(entries.map(entry => [entry.name, entry]));
  async function wholePart(path: string, wanted: (entry: ZipEntry) => PartCheck | undefined): Promise<Blob> {
    const entry = entryOf.get(path);
    if (!entry) throw new UnreadableError(`need ${path} in ${name}; got none`);
    const bytes = await zipMemberBytes(archive, entry);
    const [is, should] = [bytes && (await partCheckOf(bytes)), wanted(entry)];
    if (!bytes || is?.bytes !== should?.bytes || is?.crc32 !== should?.crc32)
      throw new UnreadableError(`${path} in ${name} is damaged: fetch it again.`);
    return bytes;
  }
  return {
    text: async path => (await wholePart(path, entry => entry)).text(),
    part: (path, wanted) => wholePart(path, () => wanted),
  };
}
