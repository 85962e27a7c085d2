import type { GalaxyIds, IdRows } from '../../contracts/ingest.ts';
import { commonBytes } from './commonBytes.ts';
import { bytesOfText, type PackedTexts, packTexts, textOfBytes } from './packedTexts.ts';

/** What a worker sends of packed ids: methods do not travel. */
interface PackedIdParts {
  /** UTF-8, one id after the other */
  bytes: Uint8Array;
  /** (n + 1) id r is bytes starts[r] … starts[r + 1] */
  starts: Uint32Array;
  /** (a power of two, ≥ 2 n) open addressing by the id's hash: row + 1, or 0 where free */
  slots: Uint32Array;
  /** Of the ids in any order, once somebody asked for it: `catalogues/catalogueKey`. */
  fingerprint?: string;
}

/** Ids by row in one piece of memory, with an index that finds the row of an id: no object a row. */
export class PackedIds implements GalaxyIds, PackedIdParts {
  readonly bytes: Uint8Array;
  readonly starts: Uint32Array;
  readonly slots: Uint32Array;
  fingerprint?: string;

  constructor({ bytes, starts, slots, fingerprint }: PackedIdParts) {
    this.bytes = bytes;
    this.starts = starts;
    this.slots = slots;
    this.fingerprint = fingerprint;
  }

  get length(): number {
    return this.starts.length - 1;
  }

  at(row: number): string {
    if (!(row >= 0 && row < this.length)) return '';
    return textOfBytes(this.bytes, this.starts[row], this.starts[row + 1]);
  }

  find(id: string): number | undefined {
    const wanted = bytesOfText(id);
    const place = slotOf(this, wanted, 0, wanted.length);
    return this.slots[place] === 0 ? undefined : this.slots[place] - 1;
  }

  *[Symbol.iterator](): Generator<string> {
    for (let row = 0; row < this.length; row++) yield this.at(row);
  }
}

/** Ids made of texts that differ. @throws RangeError where two are the same or one is missing */
export function packIds(ids: IdRows): PackedIds {
  const packed = indexedIds(packTexts(ids));
  if (!packed) throw new RangeError('need ids that differ; got one twice, or none');
  return packed;
}

/** The texts as ids, in the same memory; undefined where two are the same, or one is missing or empty. */
export function indexedIds({ bytes, starts, filled }: PackedTexts): PackedIds | undefined {
  if (filled) return undefined;
  const rows = starts.length - 1;
  const slots = new Uint32Array(commonBytes(4 * 2 ** Math.max(1, Math.ceil(Math.log2(2 * rows)))));
  const ids = new PackedIds({ bytes, starts, slots });
  for (let row = 0; row < rows; row++) {
    if (starts[row] === starts[row + 1]) return undefined;
    const place = slotOf(ids, bytes, starts[row], starts[row + 1]);
    if (slots[place] !== 0) return undefined;
    slots[place] = row + 1;
  }
  return ids;
}

/** Where the id of bytes [start, end) stands among the slots, or the free one where it would. */
function slotOf({ bytes, starts, slots }: PackedIdParts, id: Uint8Array, start: number, end: number): number {
  const last = slots.length - 1;
  let hash = 0x811c9dc5; // FNV-1a (Fowler, Noll and Vo)
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ id[i], 0x01000193);
  let place = (hash ^ (hash >>> 15)) & last; // FNV's low bits know little of the last bytes' high ones
  for (; slots[place] !== 0; place = (place + 1) & last) {
    const from = starts[slots[place] - 1];
    if (starts[slots[place]] - from !== end - start) continue;
    let same = 0;
    while (same < end - start && bytes[from + same] === id[start + same]) same++;
    if (same === end - start) break;
  }
  return place;
}
