import { reasonOf, UnreadableError } from './unreadable.ts';

/** Bytes read by range, from disk or from a server (hyparquet's `AsyncBuffer` with a name). */
export interface ByteSource {
  /** Name in sentences to the person. */
  name: string;
  byteLength: number;
  /** Bytes [start, end); to the end without `end`. Negative `start` counts from the end. */
  slice(start: number, end?: number): Promise<ArrayBuffer>;
}

/** The bytes of a file. Reading throws an UnreadableError once the file was moved or changed on disk. */
export function bytesOfFile(file: Blob, name: string): ByteSource {
  return {
    name,
    byteLength: file.size,
    async slice(start, end) {
      try {
        return await file.slice(start, end).arrayBuffer();
      } catch (error) {
        throw new UnreadableError(
          `${name} can no longer be read (${reasonOf(error)}): it was moved or changed on disk; open it again.`,
        );
      }
    },
  };
}

/** Bytes that are already in memory; slices are copies. */
export function bytesOfBuffer(buffer: ArrayBuffer, name: string): ByteSource {
  return { name, byteLength: buffer.byteLength, slice: async (start, end) => buffer.slice(start, end) };
}

/**
 * Bytes behind a URL of this origin, read by Range requests; if the server does not support them, the file is read whole,
 * once.
 *
 * @throws UnreadableError when the address is on another site, does not answer, or answers with an error
 */
export async function bytesOfUrl(url: string, name: string): Promise<ByteSource> {
  const here = (globalThis as { location?: { origin: string; href: string } }).location;
  if (here?.href && new URL(url, here.href).origin !== here.origin) {
    throw new UnreadableError(
      `${name} is on another site (${new URL(url, here.href).origin}), and Morphospace only reads from its own: download the file and open it from your disk.`,
    );
  }
  const head = await request(url, name, { method: 'HEAD' });
  const length = Number(head.headers.get('Content-Length') ?? Number.NaN);
  let whole: ArrayBuffer | undefined;
  if (!Number.isFinite(length) || head.headers.has('Content-Encoding')) {
    whole = await (await request(url, name)).arrayBuffer(); // without a length, or compressed, an answer has no usable byte ranges
  }
  const byteLength = whole?.byteLength ?? length;
  return {
    name,
    byteLength,
    async slice(start, end = byteLength) {
      if (whole) return whole.slice(start, end);
      const first = start < 0 ? Math.max(0, byteLength + start) : start;
      const answer = await request(url, name, {
        headers: { Range: `bytes=${first}-${end - 1}` },
        cache: 'no-store', // Chromium's cache mixes ranges into a later whole answer that came compressed
      });
      const bytes = await answer.arrayBuffer();
      if (answer.status !== 206) {
        whole = bytes;
        return whole.slice(first, end);
      }
      if (bytes.byteLength !== end - first) {
        throw new UnreadableError(
          `${name} ended early: asked for ${end - first} bytes, got ${bytes.byteLength}; try again.`,
        );
      }
      return bytes;
    },
  };
}

/**
 * fetch whose errors are sentences for a person.
 *
 * @param name of the file, for the sentence
 * @throws UnreadableError when there is no answer, or one with an error status
 */
export async function request(url: string, name: string, init?: RequestInit): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(url, init);
  } catch (error) {
    throw new UnreadableError(`${name} could not be fetched (${reasonOf(error)}): check the address ${url}.`);
  }
  if (!answer.ok) {
    throw new UnreadableError(
      `${name} could not be fetched: the server answered ${answer.status}; check the address ${url}.`,
    );
  }
  return answer;
}
