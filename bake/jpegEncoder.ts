import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import encode, { init } from '@jsquash/jpeg/encode.js';

/** Encodes (side, side, 3) RGB as JPEG. */
export type JpegEncoder = (rgb: Uint8Array, sidePx: number, quality: number) => Promise<Uint8Array>;

/** mozjpeg in WebAssembly from the installed package, so the same bytes everywhere. */
export async function startJpegEncoder(): Promise<JpegEncoder> {
  const file = createRequire(import.meta.url).resolve('@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm');
  await init(await WebAssembly.compile(readFileSync(file)));
  return async (rgb, sidePx, quality) => {
    const rgba = new Uint8ClampedArray(sidePx * sidePx * 4);
    for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
      rgba[to] = rgb[from];
      rgba[to + 1] = rgb[from + 1];
      rgba[to + 2] = rgb[from + 2];
      rgba[to + 3] = 255;
    }
    const image = { data: rgba, width: sidePx, height: sidePx, colorSpace: 'srgb' as const };
    // Node has no ImageData; the encoder reads these fields
    return new Uint8Array(await encode(image as ImageData, { quality }));
  };
}
