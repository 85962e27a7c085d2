import { crc32 } from '../../bytes/crc32.ts';
import { unreadable } from '../unreadableWeights.ts';

/** The metadata key under which files written here carry the checksum of all their other bytes. */
export const sealKey = 'morphospace_crc32';

/** The seal before it is known, and what stands in its place while it is computed. */
export const openSeal = '00000000';

/** A card with these words promises a seal, so that a file whose seal key is damaged does not pass for one without a seal. */
const promise = '\\"sealed\\":true';

/**
 * Writes the seal into a finished safetensors file whose metadata holds {@link openSeal} under {@link sealKey}: CRC-32 of
 * the whole file with the open seal in it, as eight hexadecimal digits.
 *
 * @param file bytes, changed in place
 * @param headerEnd where the tensors begin, in bytes
 * @throws RangeError where there is no open seal
 */
export function seal(file: Uint8Array, headerEnd: number): void {
  const at = sealAt(file, headerEnd);
  if (at === undefined || textAt(file, at) !== openSeal) {
    throw new RangeError('need an open seal in the metadata; got none');
  }
  file.set(new TextEncoder().encode(crc32(file).toString(16).padStart(openSeal.length, '0')), at);
}

/**
 * Checks a file against its seal. A file without one, of another program or an earlier version, passes.
 *
 * @param headerEnd bytes before the first tensor
 * @throws UnreadableWeightsError where the file is not as it was written
 */
export function checkSeal(file: Uint8Array, headerEnd: number): void {
  const at = sealAt(file, headerEnd);
  if (at === undefined) {
    if (!headerText(file, headerEnd).includes(promise)) return;
    unreadable('need the checksum that the file promises; got none: the file is damaged, export it again');
  }
  const told = textAt(file, at);
  const open = file.slice();
  open.set(new TextEncoder().encode(openSeal), at);
  const found = crc32(open).toString(16).padStart(openSeal.length, '0');
  if (found !== told) {
    unreadable(
      `need a file whose checksum is ${told}; got ${found}: the file was changed or damaged, export it again`,
    );
  }
}

/** Where the eight digits of the seal stand in the file. */
function sealAt(file: Uint8Array, headerEnd: number): number | undefined {
  const before = `"${sealKey}":"`;
  const at = headerText(file, headerEnd).indexOf(before);
  return at < 0 ? undefined : at + before.length;
}

/** The header, one character a byte, so that places in it are places in the file. */
function headerText(file: Uint8Array, headerEnd: number): string {
  return new TextDecoder('latin1').decode(file.subarray(0, headerEnd));
}

function textAt(file: Uint8Array, at: number): string {
  return new TextDecoder('latin1').decode(file.subarray(at, at + openSeal.length));
}
