/** Image formats that are decoded, by media type. */
export type ImageKind = 'image/jpeg' | 'image/png' | 'image/webp';

/** File name extensions, without the dot, of files that count as images before their bytes are read. */
export const imageExtensions = ['jpg', 'jpeg', 'jpe', 'jfif', 'png', 'webp'];

/** How many bytes `imageKind` looks at. */
export const kindBytes = 12;

/**
 * JPEG, PNG or WebP by the first bytes; undefined for anything else, whatever the file's name.
 *
 * @param bytes the first {@link kindBytes} or more
 */
export function imageKind(bytes: Uint8Array): ImageKind | undefined {
  const begins = (text: string, at = 0) =>
    [...text].every((letter, i) => bytes[at + i] === letter.charCodeAt(0));
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg';
  if (begins('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (begins('RIFF') && begins('WEBP', 8)) return 'image/webp';
  return undefined;
}

/** What bytes that are not a supported image seem to be ("a FITS file"), for the sentence that refuses them. */
export function foreignKind(bytes: Uint8Array): string {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, kindBytes));
  if (bytes.length === 0) return 'an empty file';
  if (start.startsWith('SIMPLE  =')) return 'a FITS file';
  if (start.startsWith('GIF8')) return 'a GIF';
  if (start.startsWith('II*\0') || start.startsWith('MM\0*')) return 'a TIFF';
  if (start.startsWith('BM')) return 'a BMP';
  if (/^ftyp(avif|heic|mif1)/.test(start.slice(4))) return 'an AVIF or HEIC image';
  return 'not an image';
}
