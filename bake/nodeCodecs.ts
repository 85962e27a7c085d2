import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { CodecModules } from '../src/data/images/imageCodecs.ts';

const resolve = createRequire(import.meta.url).resolve;

/** The image decoders a worker fetches, read from the installed packages: the same bytes, so the same pixels. */
export async function nodeCodecs(): Promise<CodecModules> {
  const compile = (file: string) => WebAssembly.compile(readFileSync(resolve(file)));
  const [jpeg, png, webp] = await Promise.all([
    compile('@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm'),
    compile('@jsquash/png/codec/pkg/squoosh_png_bg.wasm'),
    compile('@jsquash/webp/codec/dec/webp_dec.wasm'),
  ]);
  return { jpeg, png, webp };
}

/** The plug-in for LZF that a worker fetches, read from the installed package. @returns (n) bytes */
export async function nodeLzf(): Promise<Uint8Array> {
  return readFileSync(resolve('h5wasm-plugins/plugins/libH5Zlzf.so'));
}
