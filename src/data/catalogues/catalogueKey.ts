/**
 * The key of a catalogue between visits: its name and a fingerprint of its ids, so that a file opened again finds
 * its searches, and another file of the same name does not. The order of the ids does not matter.
 *
 * @param ids (n)
 * @returns "gz2-voted.parquet 60000-1f0c9a7e52b3d844"
 */
export function catalogueKey(name: string, ids: readonly string[]): string {
  let first = 0;
  let second = 0;
  for (const id of ids) {
    let a = 0x811c9dc5; // FNV-1a's offset basis
    let b = 0x9e3779b9; // 2³² over the golden ratio: a second, independent beginning
    for (let i = 0; i < id.length; i++) {
      const unit = id.charCodeAt(i);
      a = Math.imul(a ^ unit, 0x01000193); // FNV-1a's prime
      b = Math.imul(b ^ unit, 0x85ebca6b); // a multiplier of MurmurHash3
    }
    first = (first + mixed(a)) | 0; // a sum, so that order does not matter
    second = (second + mixed(b ^ (id.length << 16))) | 0;
  }
  return `${name} ${ids.length}-${hex(first)}${hex(second)}`;
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
