import { firstFew, UnreadableError } from '../bytes/unreadable.ts';
import { type ArchiveMember, type ArchiveMembers, addMember, safePath } from './member.ts';

const blockBytes = 512;
const mostNameBytes = 65_536; // a long name or a record of attributes; real ones have some hundred
const mostMembers = 2_000_000;
const decoder = new TextDecoder();

/** What a header says. */
interface TarHeader {
  name: string;
  size: number;
  /** "0" for a file, "5" for a folder, "L" for a long name, "x" for attributes … */
  type: string;
}

/**
 * The files of a tar archive (POSIX ustar and pax, GNU's long names), which are parts of it and not copied. Links, folders and
 * devices are no files.
 *
 * @throws UnreadableError where it is no tar archive
 */
export async function tarMembers(archive: Blob, name: string): Promise<ArchiveMembers> {
  const members = new Map<string, ArchiveMember>();
  const problems: string[] = [];
  const again: string[] = [];
  let longName: string | undefined;
  let at = 0;
  const noTar = new UnreadableError(`${name} is no tar archive, or is damaged: fetch it again.`);
  if (archive.size < blockBytes) throw noTar;
  for (let count = 0; at + blockBytes <= archive.size; count++) {
    const block = new Uint8Array(await archive.slice(at, at + blockBytes).arrayBuffer());
    const header = headerOf(block);
    if (header === undefined) {
      if (count === 0) throw noTar;
      if (block.some(byte => byte !== 0)) {
        problems.push(`${name} is damaged behind byte ${at}: what lies before was taken. Fetch it again.`);
      }
      break;
    }
    if (count === mostMembers) {
      throw new UnreadableError(
        `${name} has more than ${mostMembers.toLocaleString('en')} files: unpack it.`,
      );
    }
    const start = at + blockBytes;
    const end = start + header.size;
    at = start + Math.ceil(header.size / blockBytes) * blockBytes;
    if (end > archive.size) {
      problems.push(`${name} is cut short: ${longName ?? header.name} is not whole. Fetch it again.`);
      break;
    }
    if (header.type === 'L' || header.type === 'x') {
      const bytes = await archive.slice(start, Math.min(end, start + mostNameBytes)).arrayBuffer();
      const text = decoder.decode(bytes);
      longName = header.type === 'L' ? text.replace(/\0.*$/s, '') : (paxPath(text) ?? longName);
      continue;
    }
    if (header.type === 'K' || header.type === 'g') continue; // a link's long name; attributes of all
    const wholeName = longName ?? header.name;
    const isFolder = wholeName.endsWith('/'); // the oldest archives have no kind for it
    if (header.type === '0' && !isFolder) {
      const path = safePath(wholeName);
      const isNew = path !== '' && addMember(members, path, archive.slice(start, end));
      if (!isNew) again.push(path || header.name);
    }
    longName = undefined;
  }
  if (again.length > 0)
    problems.push(`In ${name} some names come twice; the first was taken: ${firstFew(again)}.`);
  return { members: [...members.values()], problems };
}

/** A header whose checksum is right; undefined for anything else. */
function headerOf(block: Uint8Array): TarHeader | undefined {
  const text = (from: number, to: number) => {
    const end = block.subarray(from, to).indexOf(0);
    return decoder.decode(block.subarray(from, end < 0 ? to : from + end));
  };
  const sum = block.reduce((total, byte, i) => total + (i >= 148 && i < 156 ? 32 : byte), 0);
  if (Number.parseInt(text(148, 156).trim(), 8) !== sum) return undefined;
  const size = sizeOf(block.subarray(124, 136));
  if (!Number.isSafeInteger(size) || size < 0) return undefined;
  const type = block[156] === 0 ? '0' : String.fromCharCode(block[156]);
  const prefix = text(257, 263) === 'ustar' ? text(345, 500) : '';
  return {
    name: prefix === '' ? text(0, 100) : `${prefix}/${text(0, 100)}`,
    size: /[1-6]/.test(type) ? 0 : size,
    type: type === '7' ? '0' : type,
  };
}

/** Octal digits, or where the first bit is set a binary number, as GNU writes sizes beyond 8 GB. */
function sizeOf(field: Uint8Array): number {
  if ((field[0] & 0x80) !== 0) return field.subarray(1).reduce((size, byte) => size * 256 + byte, 0);
  const digits = decoder.decode(field).replace(/[\0 ]/g, '');
  return digits === '' ? 0 : Number.parseInt(digits, 8);
}

/** The path in a record of attributes: "27 path=galaxies/a.jpg\n". */
function paxPath(text: string): string | undefined {
  return /(?:^|\n)\d+ path=([^\n]*)\n/.exec(text)?.[1];
}
