import type { IdRows, OpenedCatalogue } from '../../contracts/ingest.ts';
import { PackedIds } from '../bytes/packedIds.ts';

/**
 * The key of a catalogue between visits: its name and a fingerprint of its ids, so that a file opened again finds
 * its searches, and another file of the same name does not. The order of the ids does not matter.
 *
 * @param ids (n); of packed ones the fingerprint is computed once, in the worker that opens them
 * @returns "gz2-voted.parquet 60000-1f0c9a7e52b3d844"
 */
export function catalogueKey(name: string, ids: IdRows): string {
  return `${name} ${ids.length}-${fingerprintOf(ids)}`;
}

/**
 * The key of an open catalogue. One that galaxies were added to keeps the key it had before: what a person made of it stays with
 * it.
 */
export function keyOfCatalogue({ key, name, ids }: Pick<OpenedCatalogue, 'key' | 'name' | 'ids'>): string {
  return key ?? catalogueKey(name, ids);
}

/** 16 hexadecimal digits. @param ids (n); packed ones remember it: of a million it takes half a second */
export function fingerprintOf(ids: IdRows): string {
  if (!(ids instanceof PackedIds)) return computed(ids);
  ids.fingerprint ??= computed(ids);
  return ids.fingerprint;
}

function computed(ids: IdRows): string {
  let first = 0;
  let second = 0;
  for (let row = 0; row < ids.length; row++) {
    let a = 0x811c9dc5; // FNV-1a's offset basis
    let b = 0x9e3779b9; // 2³² over the golden ratio: a second, independent beginning
    const units = unitsOf(ids, row);
    for (let i = 0; i < units.length; i++) {
      a = Math.imul(a ^ units[i], 0x01000193); // FNV-1a's prime
      b = Math.imul(b ^ units[i], 0x85ebca6b); // a multiplier of MurmurHash3
    }
    first = (first + mixed(a)) | 0; // a sum, so that order does not matter
    second = (second + mixed(b ^ (units.length << 16))) | 0;
  }
  return `${hex(first)}${hex(second)}`;
}

/** Units of UTF-16 of an id: its bytes, where it is plain ASCII. */
function unitsOf(ids: IdRows, row: number): ArrayLike<number> {
  if (ids instanceof PackedIds) {
    const bytes = ids.bytes.subarray(ids.starts[row], ids.starts[row + 1]);
    if (isAscii(bytes)) return bytes;
  }
  const id = ids.at(row)!;
  return Uint16Array.from({ length: id.length }, (_, i) => id.charCodeAt(i));
}

function isAscii(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) if (bytes[i] >= 0x80) return false;
  return true;
}

/** The finaliser of MurmurHash3 (Appleby 2011): spreads every bit over all, so that sums do not cancel. */
function mixed(word: number): number {
  let h = word;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
