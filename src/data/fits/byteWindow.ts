import type { ByteSource } from '../bytes/byteSource.ts';
import { UnreadableError } from '../bytes/unreadable.ts';

const windowBytes = 256 * 1024; // headers of small extensions, and tiles, come many at a time

/** Bytes of a file of which a stretch is kept, so that many small reads after one another are one request. */
export class ByteWindow {
  private readonly source: ByteSource;
  private readonly leastBytes: number;
  private start = 0;
  private held = new Uint8Array(0);

  /** @param leastBytes fetched at a time; default 256 KiB */
  constructor(source: ByteSource, leastBytes = windowBytes) {
    this.source = source;
    this.leastBytes = leastBytes;
  }

  /** Bytes [from, from + length) where they are held already. */
  peek(from: number, length: number): Uint8Array | undefined {
    const at = from - this.start;
    return at >= 0 && at + length <= this.held.length ? this.held.subarray(at, at + length) : undefined;
  }

  /** Bytes [from, from + length). @throws UnreadableError where the file ends before */
  async read(from: number, length: number): Promise<Uint8Array> {
    const held = this.peek(from, length);
    if (held) return held;
    const { byteLength, name } = this.source;
    if (from + length > byteLength) throw new UnreadableError(cutShort(name, from + length, byteLength));
    const end = Math.min(byteLength, from + Math.max(length, this.leastBytes));
    this.held = new Uint8Array(await this.source.slice(from, end));
    this.start = from;
    if (this.held.length < length) throw new UnreadableError(cutShort(name, from + length, byteLength));
    return this.held.subarray(0, length);
  }
}

function cutShort(name: string, needed: number, got: number): string {
  return `${name} is cut short: its header says ${needed} bytes or more, and it has ${got}. Fetch it again.`;
}
