import type { PixelImage } from '../../maths/images/resize.ts';
import { crc32 } from '../bytes/crc32.ts';

/** An image, (height, width, channels), as a PNG of 8-bit RGB, without loss. */
export async function writePng({
  widthPx,
  heightPx,
  channels,
  pixels,
}: PixelImage): Promise<Uint8Array<ArrayBuffer>> {
  const rowBytes = 1 + 3 * widthPx; // a row begins with its filter, 0: none
  const rows = new Uint8Array(heightPx * rowBytes);
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      for (let c = 0; c < 3; c++) {
        rows[y * rowBytes + 1 + 3 * x + c] = pixels[channels * (y * widthPx + x) + c];
      }
    }
  }
  const packed = new Blob([rows]).stream().pipeThrough(new CompressionStream('deflate'));
  const data = new Uint8Array(await new Response(packed).arrayBuffer());
  const head = new Uint8Array(13);
  const view = new DataView(head.buffer);
  view.setUint32(0, widthPx);
  view.setUint32(4, heightPx);
  head.set([8, 2], 8); // eight bits, RGB
  const parts = [
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10),
    chunk('IHDR', head),
    chunk('IDAT', data),
    chunk('IEND', new Uint8Array(0)),
  ];
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

function chunk(name: string, content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + content.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, content.length);
  bytes.set(new TextEncoder().encode(name), 4);
  bytes.set(content, 8);
  view.setUint32(8 + content.length, crc32(bytes.subarray(4, 8 + content.length)));
  return bytes;
}
