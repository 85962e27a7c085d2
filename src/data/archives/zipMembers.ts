import { crc32 } from '../bytes/crc32.ts';
import { firstFew, UnreadableError } from '../bytes/unreadable.ts';
import { type ArchiveMember, type ArchiveMembers, addMember, safePath } from './member.ts';
import { readZipEntries, type ZipEntry, zipDataStart } from './zipEntries.ts';

const mostUnpackedBytes = 4e9; // the browser keeps it, partly on its disk
const mostRatio = 1032; // deflate makes of a byte no more
const methods: Record<number, string> = {
  9: 'Deflate64',
  12: 'bzip2',
  14: 'LZMA',
  93: 'Zstandard',
  95: 'xz',
};

/**
 * The files of a ZIP archive. Those stored as they are are parts of it and not copied; others are unpacked by the browser's own
 * stream and checked by their sums.
 *
 * @throws UnreadableError where it is damaged, or claims more than it can hold
 */
export async function zipMembers(archive: File): Promise<ArchiveMembers> {
  const { name } = archive;
  const entries = await readZipEntries(archive);
  checkZipClaims(entries, archive);
  const members = new Map<string, ArchiveMember>();
  const problems: string[] = [];
  const again: string[] = [];
  for (const entry of entries) {
    const path = safePath(entry.name);
    if (path === '' || entry.name.endsWith('/')) continue; // a folder
    const refusal = refusalOf(entry);
    if (refusal !== undefined) {
      problems.push(`${path} in ${name} ${refusal}.`);
      continue;
    }
    const bytes = await zipMemberBytes(archive, entry);
    if (bytes === null)
      problems.push(`${path} in ${name} is damaged, and left out. Fetch the archive again.`);
    else if (!addMember(members, path, bytes)) again.push(path);
  }
  if (again.length > 0)
    problems.push(`In ${name} some names come twice; the first was taken: ${firstFew(again)}.`);
  return { members: [...members.values()], problems };
}

/**
 * Files whose parts overlap, or that unpack to more than any packing allows, are made to fill a machine.
 *
 * @throws UnreadableError where the archive is such a file
 */
export function checkZipClaims(entries: readonly ZipEntry[], { name, size }: File): void {
  const packed = entries.reduce((sum, entry) => sum + entry.packedBytes, 0);
  const unpacked = entries.reduce((sum, entry) => sum + (entry.method === 0 ? 0 : entry.bytes), 0);
  const impossible = entries.find(entry => entry.bytes > mostRatio * (entry.packedBytes + 1));
  if (packed > size || impossible) {
    throw new UnreadableError(
      `${name} claims more than it can hold${impossible ? ` (${impossible.name})` : ''}: it is damaged, or made to fill a machine.`,
    );
  }
  if (unpacked > mostUnpackedBytes) {
    throw new UnreadableError(
      `${name} unpacks to ${(unpacked / 1e9).toFixed(1)} GB, and at most ${mostUnpackedBytes / 1e9} GB are unpacked here: unpack it yourself and drop the folder.`,
    );
  }
}

function refusalOf({ method, isEncrypted }: ZipEntry): string | undefined {
  if (isEncrypted) return 'is encrypted, and left out: unpack it with its password';
  if (method === 0 || method === 8) return undefined;
  return `is packed with ${methods[method] ?? `method ${method}`}, which is not read, and left out: unpack it yourself`;
}

/** A member's bytes; null where they are damaged. The sum of one that is stored as it is (a part of the file) is not looked at. */
export async function zipMemberBytes(archive: File, entry: ZipEntry): Promise<Blob | null> {
  const start = await zipDataStart(archive, entry);
  if (start === undefined) return null;
  const packed = archive.slice(start, start + entry.packedBytes);
  if (entry.method === 0) return entry.packedBytes === entry.bytes ? packed : null;
  const bytes = new Uint8Array(entry.bytes);
  let at = 0;
  const reader = packed.stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (at + value.length > bytes.length) {
        await reader.cancel();
        return null;
      }
      bytes.set(value, at);
      at += value.length;
    }
  } catch {
    return null;
  }
  return at === bytes.length && crc32(bytes) === entry.crc32 ? new Blob([bytes]) : null;
}
