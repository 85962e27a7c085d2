import { unzipSync, Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { readZipEntries } from '../archives/zipEntries.ts';
import { crc32 } from '../bytes/crc32.ts';
import { UnreadableError } from '../bytes/unreadable.ts';

/** What a part of an archive must be. */
export interface PartCheck {
  bytes: number;
  /** CRC-32, as in zip files. */
  crc32: number;
}

/** An archive that is being written, part after part. */
interface ZipWriting {
  /** Adds a part as it is. @returns what a reader checks it by */
  add(name: string, bytes: Blob): Promise<PartCheck>;
  /** Adds text, compressed, and ends the archive. */
  end(name: string, text: string): Blob;
}

/** Writes a zip archive: numbers and pictures are stored as they are, since they hardly shrink. */
export function writeZip(): ZipWriting {
  const chunks: Blob[] = [];
  let failure: Error | null = null;
  const zip = new Zip((error, chunk) => {
    failure ??= error;
    if (chunk) chunks.push(new Blob([chunk as Uint8Array<ArrayBuffer>])); // out of the page's own memory
  });
  function check(): void {
    if (failure) throw failure;
  }
  return {
    async add(name, blob) {
      const bytes = new Uint8Array(await blob.arrayBuffer());
      const part = new ZipPassThrough(name);
      zip.add(part);
      part.push(bytes, true);
      check();
      return { bytes: bytes.length, crc32: crc32(bytes) };
    },
    end(name, text) {
      const part = new ZipDeflate(name, { level: 6 });
      zip.add(part);
      part.push(new TextEncoder().encode(text), true);
      zip.end();
      check();
      return new Blob(chunks, { type: 'application/zip' });
    },
  };
}

/** An archive that is read. */
interface ZipReading {
  /** @throws UnreadableError where there is no such part, or it is damaged */
  text(name: string): string;
  /** @throws UnreadableError where there is no such part, or it is not what it is checked by */
  part(name: string, wanted: PartCheck | undefined): Blob;
}

/** @throws UnreadableError where the file is no zip archive, or was cut short */
export async function readZip(file: Blob, name: string): Promise<ZipReading> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const told = await readZipEntries(new File([file], name)).catch(() => []); // what is no archive is told below, and what is read all the same is taken
  function entry(path: string): Uint8Array<ArrayBuffer> {
    let found: Uint8Array | undefined;
    try {
      found = unzipSync(bytes, { filter: each => each.name === path })[path];
    } catch {
      throw new UnreadableError(
        `${name} is no whole ZIP archive: it may have been cut short; fetch it again.`,
      );
    }
    if (!found) throw new UnreadableError(`need ${path} in ${name}; got none`);
    return found as Uint8Array<ArrayBuffer>;
  }
  return {
    text(path) {
      const found = entry(path);
      const check = told.find(each => each.name === path)?.crc32;
      if (check !== undefined && crc32(found) !== check)
        throw new UnreadableError(`${path} in ${name} is damaged: fetch it again.`);
      return new TextDecoder().decode(found);
    },
    part(path, wanted) {
      const found = entry(path);
      if (!wanted || found.length !== wanted.bytes || crc32(found) !== wanted.crc32)
        throw new UnreadableError(`${path} in ${name} is damaged`);
      return new Blob([found]);
    },
  };
}
