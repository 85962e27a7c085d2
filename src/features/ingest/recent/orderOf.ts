import type { IdRows } from '../../../contracts/ingest.ts';

/** A fingerprint of ids in their order: FNV-1a of their characters, hexadecimal. @param ids (n) */
export function orderOf(ids: IdRows): string {
  let hash = 0x811c9dc5;
  for (const id of ids) {
    for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
    hash = Math.imul(hash ^ 0xffff, 0x01000193); // where one ends: no character of text has this code
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
