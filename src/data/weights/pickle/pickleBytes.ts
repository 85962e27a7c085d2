import { unreadable } from '../unreadableWeights.ts';

const utf8 = new TextDecoder();

/** The bytes of a pickle, read from the front and never beyond the end. */
export class PickleBytes {
  /** Of the next byte to be read. */
  at = 0;
  private readonly view: DataView;

  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  /** Passes over `count` bytes and says where they begin. */
  take(count: number): number {
    const start = this.at;
    if (start + count > this.bytes.length) {
      unreadable(
        `need a pickle that goes on to its end mark; got ${this.bytes.length} bytes: the file is damaged, fetch it again`,
      );
    }
    this.at += count;
    return start;
  }

  uint8(): number {
    return this.bytes[this.take(1)];
  }

  uint16(): number {
    return this.view.getUint16(this.take(2), true);
  }

  int32(): number {
    return this.view.getInt32(this.take(4), true);
  }

  uint32(): number {
    return this.view.getUint32(this.take(4), true);
  }

  /** The one number pickles write big-endian. */
  float64(): number {
    return this.view.getFloat64(this.take(8), false);
  }

  raw(length: number): Uint8Array {
    const start = this.take(length);
    return this.bytes.subarray(start, start + length);
  }

  text(length: number): string {
    return utf8.decode(this.raw(length));
  }

  /** Up to the next newline, which is passed over too. */
  line(): string {
    const end = this.bytes.indexOf(0x0a, this.at);
    const line = this.text((end < 0 ? this.bytes.length : end) - this.at);
    this.take(1); // the newline
    return line;
  }

  /** Two's complement, little-endian. Beyond 2⁵³ it is rounded: no size is that large, and nothing else is used. */
  long(length: number): number {
    let value = 0n;
    for (const byte of this.raw(length).toReversed()) value = (value << 8n) | BigInt(byte);
    return Number(BigInt.asIntN(8 * length, value));
  }
}
