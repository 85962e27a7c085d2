import type { TextRows } from '../../contracts/column.ts';
import { commonBytes } from './commonBytes.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true }); // a text may begin with what elsewhere is a mark
const plainLength = 64; // shorter texts of ASCII are faster read letter by letter

/** What a worker sends of packed texts: methods do not travel. */
interface PackedParts {
  /** UTF-8, one text after the other */
  bytes: Uint8Array;
  /** (n + 1) text r is bytes starts[r] … starts[r + 1] */
  starts: Uint32Array;
  /** (n) 0 where a row has none; absent where all have */
  filled?: Uint8Array;
}

/** Texts by row in one piece of memory: no object a row, and a worker hands them over as they are. */
export class PackedTexts implements TextRows, PackedParts {
  readonly bytes: Uint8Array;
  readonly starts: Uint32Array;
  readonly filled?: Uint8Array;

  constructor({ bytes, starts, filled }: PackedParts) {
    this.bytes = bytes;
    this.starts = starts;
    this.filled = filled;
  }

  get length(): number {
    return this.starts.length - 1;
  }

  at(row: number): string | null | undefined {
    if (!(row >= 0 && row < this.length)) return undefined;
    if (this.filled?.[row] === 0) return null;
    return textOfBytes(this.bytes, this.starts[row], this.starts[row + 1]);
  }

  *[Symbol.iterator](): Generator<string | null> {
    for (let row = 0; row < this.length; row++) yield this.at(row)!;
  }
}

/** The text of bytes [start, end). */
export function textOfBytes(bytes: Uint8Array, start: number, end: number): string {
  const part = bytes.subarray(start, end);
  if (part.length > plainLength) return decoded(part);
  for (let i = 0; i < part.length; i++) if (part[i] >= 0x80) return decoded(part);
  return String.fromCharCode.apply(null, part as unknown as number[]);
}

/** The text of bytes, which a decoder takes from memory of this thread alone. */
function decoded(bytes: Uint8Array): string {
  return decoder.decode(bytes.buffer instanceof ArrayBuffer ? bytes : bytes.slice());
}

/** The bytes of a text. */
export function bytesOfText(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Packs texts as they come, row after row. */
export class TextPacker {
  private bytes = new Uint8Array(1024);
  private end = 0;
  private readonly starts: Uint32Array;
  private filled?: Uint8Array;
  private row = 0;

  /** @param rows how many there will be */
  constructor(private readonly rows: number) {
    this.starts = new Uint32Array(commonBytes(4 * (rows + 1)));
  }

  /** Bytes so far. */
  get byteLength(): number {
    return this.end;
  }

  /** @param text null where the row has none */
  add(text: string | null): void {
    if (text === null) {
      this.filled ??= new Uint8Array(this.rows).fill(1);
      this.filled[this.row] = 0;
    } else if (text !== '') {
      const most = this.end + 3 * text.length; // a unit of UTF-16 takes up to three bytes
      if (most > this.bytes.length) this.grow(most);
      this.end += encoder.encodeInto(text, this.bytes.subarray(this.end)).written;
    }
    this.starts[++this.row] = this.end;
  }

  private grow(least: number): void {
    const longer = new Uint8Array(Math.max(least, Math.ceil(1.5 * this.bytes.length)));
    longer.set(this.bytes.subarray(0, this.end));
    this.bytes = longer;
  }

  /** The texts; rows that were not added have none. */
  finish(): PackedTexts {
    while (this.row < this.rows) this.add(null);
    const bytes = new Uint8Array(commonBytes(this.end));
    bytes.set(this.bytes.subarray(0, this.end));
    return new PackedTexts({
      bytes,
      starts: this.starts,
      filled: this.filled,
    });
  }
}

/** Texts in one piece. */
export function packTexts(texts: TextRows): PackedTexts {
  const packer = new TextPacker(texts.length);
  for (const text of texts) packer.add(text);
  return packer.finish();
}
