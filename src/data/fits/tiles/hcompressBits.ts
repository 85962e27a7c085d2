import { TileError } from './tileError.ts';

/** Bits of a tile, the highest of each byte first. */
export class BitReader {
  private readonly bytes: Uint8Array;
  private at: number;
  private held = 0;
  private have = 0;

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  bit(): number {
    return this.bits(1);
  }

  nibble(): number {
    return this.bits(4);
  }

  /** @throws TileError behind the last byte */
  bits(count: number): number {
    if (this.have < count) {
      if (this.at >= this.bytes.length) throw new TileError('is cut short');
      this.held = ((this.held << 8) | this.bytes[this.at++]) & 0xffff;
      this.have += 8;
    }
    this.have -= count;
    return (this.held >> this.have) & ((1 << count) - 1);
  }

  /** The sign bits begin at the next whole byte. */
  startSigns(): void {
    this.have = 0;
  }

  /** One of sixteen patterns of a quadrant's four bits, the frequent ones short. */
  pattern(): number {
    const three = this.bits(3);
    if (three < 4) return 1 << three;
    const four = (three << 1) | this.bit();
    if (four < 13) return [3, 5, 10, 12, 15][four - 8];
    const five = (four << 1) | this.bit();
    if (five < 31) return [6, 7, 9, 11, 13][five - 26];
    return this.bit() === 0 ? 0 : 14;
  }
}

/** A rectangle of coefficients. */
interface Rectangle {
  /** Its corner in the array, and the array's step from row to row. */
  at: number;
  rowStep: number;
  rows: number;
  columns: number;
}

/** How often a side has to be halved until one is left: the levels of a tree over a rectangle. */
export function levelsOf(rows: number, columns: number): number {
  let levels = 0;
  while (2 ** levels < Math.max(rows, columns)) levels++;
  return levels;
}

/** Adds the bit planes of a rectangle's coefficients, (rows, columns) within `into`, the highest first. @throws TileError where they are damaged */
export function readQuadrants(bits: BitReader, into: Float64Array, where: Rectangle, planes: number): void {
  const { rows, columns } = where;
  const levels = levelsOf(rows, columns);
  const room = Math.max(1, rows * columns);
  let [codes, next] = [new Uint8Array(room), new Uint8Array(room)];
  for (let plane = planes - 1; plane >= 0; plane--) {
    const kind = bits.nibble();
    if (kind === 0) {
      const count = ((rows + 1) >> 1) * ((columns + 1) >> 1);
      for (let i = 0; i < count; i++) codes[i] = bits.nibble();
    } else if (kind === 15) {
      codes[0] = bits.pattern();
      let [height, width, rowsLeft, columnsLeft, step] = [1, 1, rows, columns, 2 ** levels];
      for (let level = 1; level < levels; level++) {
        step /= 2;
        height *= 2;
        width *= 2;
        if (rowsLeft <= step) height--;
        else rowsLeft -= step;
        if (columnsLeft <= step) width--;
        else columnsLeft -= step;
        expand(codes, next, height, width);
        for (let i = height * width - 1; i >= 0; i--) if (next[i] !== 0) next[i] = bits.pattern();
        [codes, next] = [next, codes];
      }
    } else throw new TileError('is damaged');
    insert(codes, into, where, 2 ** plane);
  }
}

/** Each code's four bits become the squares of a grid twice as fine. */
function expand(codes: Uint8Array, out: Uint8Array, height: number, width: number): void {
  const codesWide = (width + 1) >> 1;
  for (let i = 0; i < height; i++) {
    for (let j = 0; j < width; j++) {
      const code = codes[(i >> 1) * codesWide + (j >> 1)];
      out[i * width + j] = (code >> (3 - 2 * (i & 1) - (j & 1))) & 1;
    }
  }
}

/** Each code's four bits are one bit plane of four coefficients. */
function insert(
  codes: Uint8Array,
  into: Float64Array,
  { at, rowStep, rows, columns }: Rectangle,
  weight: number,
): void {
  const codesWide = (columns + 1) >> 1;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const code = codes[(i >> 1) * codesWide + (j >> 1)];
      if ((code >> (3 - 2 * (i & 1) - (j & 1))) & 1) into[at + i * rowStep + j] += weight;
    }
  }
}
