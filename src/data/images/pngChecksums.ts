import { crc32 } from '../bytes/crc32.ts';
import { ImageError } from './imageError.ts';

const signatureBytes = 8;
const aroundData = 12; // length, type and checksum of a chunk

/**
 * Compares every chunk of a PNG with its checksum (PNG specification, §5.3), which the decoder does not do: a damaged row of
 * pixels would otherwise be shown as part of the galaxy. Bytes after the last chunk are ignored.
 *
 * @param bytes of a file that begins with PNG's signature
 * @throws ImageError naming the chunk that is cut short or damaged, or where the last chunk is missing
 */
export function checkPng(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = signatureBytes; at + aroundData <= bytes.length; ) {
    const length = view.getUint32(at);
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8)).replace(/[^A-Za-z]/g, '?');
    const end = at + aroundData + length;
    if (end > bytes.length) throw new ImageError(`is cut short or damaged (its part ${name} is not whole)`);
    if (view.getUint32(end - 4) !== crc32(bytes.subarray(at + 4, end - 4))) {
      throw new ImageError(`is damaged (the checksum of its part ${name} does not match)`);
    }
    if (name === 'IEND') return;
    at = end;
  }
  throw new ImageError('is cut short or damaged (its last part is missing)');
}
