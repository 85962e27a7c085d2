import type { ImageKind } from './imageKind.ts';

/** Size of an image in pixels. */
export interface ImageSize {
  widthPx: number;
  heightPx: number;
  /** Only for a JPEG: 1 for grey, 3 for colours, 4 for inks. */
  components?: number;
}

/**
 * Width and height as an image's header gives them, without decoding.
 *
 * @throws Error with a predicate ("is cut short: …") where the header is missing or the file ends too early to tell
 */
export function imageSize(kind: ImageKind, bytes: Uint8Array): ImageSize {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const size =
      kind === 'image/jpeg' ? jpegSize(view) : kind === 'image/png' ? pngSize(view) : webpSize(view);
    if (size && size.widthPx > 0 && size.heightPx > 0) return size;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error; // a RangeError is a read beyond the end
  }
  throw new Error('is cut short or damaged: its header does not say how large it is');
}

/** Walks the segments to the first start-of-frame marker (ITU T.81, B.2). */
function jpegSize(view: DataView): ImageSize | undefined {
  let at = 2;
  for (;;) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at++; // fill byte
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) {
      const components = view.getUint8(at + 9);
      return { heightPx: view.getUint16(at + 5), widthPx: view.getUint16(at + 7), components };
    }
    if (marker === 0xda || marker === 0xd9) return undefined; // image data or end before a frame
    const isBare = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    at += isBare ? 2 : 2 + view.getUint16(at + 2);
  }
}

/** Reads IHDR and walks the chunks to IEND, so that a truncated file is found before it is decoded. */
function pngSize(view: DataView): ImageSize {
  const size = { widthPx: view.getUint32(16), heightPx: view.getUint32(20) };
  const iend = 0x49454e44;
  let at = 8;
  while (view.getUint32(at + 4) !== iend) {
    at += 12 + view.getUint32(at); // length, type, data, checksum
  }
  return size;
}

/** The three ways a WebP file begins (RFC 9649): lossy VP8, lossless VP8L, extended VP8X. */
function webpSize(view: DataView): ImageSize | undefined {
  if (view.getUint32(4, true) + 8 > view.byteLength) return undefined; // RIFF says the file is longer than it is
  const kind = String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + 12, 4));
  if (kind === 'VP8 ') {
    return { widthPx: view.getUint16(26, true) & 0x3fff, heightPx: view.getUint16(28, true) & 0x3fff };
  }
  if (kind === 'VP8L') {
    const bits = view.getUint32(21, true);
    return { widthPx: (bits & 0x3fff) + 1, heightPx: ((bits >> 14) & 0x3fff) + 1 };
  }
  if (kind !== 'VP8X') return undefined;
  const uint24 = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
  return { widthPx: uint24(24) + 1, heightPx: uint24(27) + 1 };
}
