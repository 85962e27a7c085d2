import { UnreadableError } from '../bytes/unreadable.ts';
import type { ArchiveMembers } from './member.ts';
import { tarMembers } from './tarMembers.ts';
import { unpackedTar } from './unpackedTar.ts';
import { zipMembers } from './zipMembers.ts';

/**
 * The files in a ZIP or tar archive (.zip, .tar, .tar.gz, .tgz). What is stored as it is stays on the disk until it is read.
 * Members that cannot be read are told, and the others kept.
 *
 * @throws UnreadableError where it is no archive, is damaged, or claims more than it can hold
 */
export async function archiveMembers(file: File): Promise<ArchiveMembers> {
  const start = new Uint8Array(await bytesAt(file, 0, 4));
  const isZip = start[0] === 0x50 && start[1] === 0x4b; // "PK"
  if (isZip) return zipMembers(file);
  const isGzip = start[0] === 0x1f && start[1] === 0x8b;
  if (/\.zip$/i.test(file.name)) {
    throw new UnreadableError(`${file.name} is no ZIP archive: fetch it again.`);
  }
  return tarMembers(isGzip ? await unpackedTar(file) : file, file.name);
}

async function bytesAt(file: File, start: number, end: number): Promise<ArrayBuffer> {
  try {
    return await file.slice(start, end).arrayBuffer();
  } catch {
    throw new UnreadableError(`${file.name} can no longer be read: it was moved or changed; drop it again.`);
  }
}
