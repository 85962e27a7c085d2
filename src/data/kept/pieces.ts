import { UnreadableError } from '../bytes/unreadable.ts';

const arrayTypes = {
  i8: Int8Array,
  u8: Uint8Array,
  u32: Uint32Array,
  f32: Float32Array,
  f64: Float64Array,
} as const;

/** Kinds of numbers a piece can hold; little-endian where a number has several bytes. */
type NumberKind = keyof typeof arrayTypes;

/** An array of numbers that is kept, by its kind. */
interface NumberArrays {
  i8: Int8Array;
  u8: Uint8Array;
  u32: Uint32Array;
  f32: Float32Array;
  f64: Float64Array;
}

/** An array of numbers that is kept. */
type Numbers<Kind extends NumberKind = NumberKind> = NumberArrays[Kind];

/** Where an array lies: the name of its piece, and what it must hold. */
export interface PieceRef<Kind extends NumberKind = NumberKind> {
  piece: string;
  kind: Kind;
  /** Numbers in it. */
  length: number;
}

/** Gives an array its place. */
export type Placing = <Kind extends NumberKind>(kind: Kind, numbers: Numbers<Kind>) => PieceRef<Kind>;

/** The array a reference names. @throws UnreadableError where its piece is missing or has another length */
export type Fetching = <Kind extends NumberKind>(ref: PieceRef<Kind>) => Promise<Numbers<Kind>>;

/** Bytes that an array of so many numbers takes. */
export function bytesOfPiece({ kind, length }: PieceRef): number {
  return length * arrayTypes[kind].BYTES_PER_ELEMENT;
}

/** An array that is to be written under a name; nothing changes it until it is. */
export interface FreshPiece {
  name: string;
  numbers: ArrayBufferView;
}

/**
 * Arrays by identity, so that one which is kept already is not written again.
 *
 * @param newName a name no piece has yet
 */
export function createPiecePlacing(newName: () => string): {
  place: Placing;
  /** Says that an array is kept already. */
  know(numbers: ArrayBufferView, ref: PieceRef): void;
  /** Those placed since the last call, to be written. */
  takeFresh(): FreshPiece[];
  /** These could not be written: they are fresh again. */
  giveBack(pieces: readonly FreshPiece[]): void;
  /** Of all placed until now, only these pieces are still there: arrays of others are placed anew. */
  forgetAllBut(pieces: ReadonlySet<string>): void;
} {
  let known = new WeakMap<ArrayBufferView, PieceRef>();
  /** Those known before the last forgetting, and which of their pieces are there. */
  let former = known;
  let there: ReadonlySet<string> = new Set();
  let fresh: FreshPiece[] = [];
  return {
    place(kind, numbers) {
      const before = former.get(numbers);
      const already = known.get(numbers) ?? (before && there.has(before.piece) ? before : undefined);
      if (already) return already as PieceRef<typeof kind>;
      const ref = { piece: newName(), kind, length: numbers.length };
      known.set(numbers, ref);
      fresh.push({ name: ref.piece, numbers });
      return ref;
    },
    know: (numbers, ref) => void known.set(numbers, ref),
    takeFresh() {
      const taken = fresh;
      fresh = [];
      return taken;
    },
    giveBack(pieces) {
      fresh = [...pieces, ...fresh];
    },
    forgetAllBut(pieces) {
      former = known;
      there = pieces;
      known = new WeakMap();
      fresh = [];
    },
  };
}

/** @param bytesOf the bytes of a piece, or undefined where it is not there */
export function createFetching(bytesOf: (name: string) => Promise<ArrayBuffer | undefined>): Fetching {
  return async ref => {
    const bytes = await bytesOf(ref.piece).catch(() => undefined); // the browser lost it
    const need = bytesOfPiece(ref);
    if (bytes?.byteLength !== need) {
      const got = bytes ? `${bytes.byteLength} bytes` : 'none';
      throw new UnreadableError(`need ${need} bytes of ${ref.piece}; got ${got}`);
    }
    return new arrayTypes[ref.kind](bytes) as unknown as Numbers<typeof ref.kind>;
  };
}
