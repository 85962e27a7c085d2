import createJpeg, { type MozJPEGModule } from '@jsquash/jpeg/codec/dec/mozjpeg_dec.js';
import { initSync as startPng, decode as unpackPng } from '@jsquash/png/codec/pkg/squoosh_png.js';
import createWebp, { type WebPModule } from '@jsquash/webp/codec/dec/webp_dec.js';

/**
 * The compiled decoders: mozjpeg, the Rust png crate and libwebp, as the jSquash packages contain them. They are
 * passed to the ingest, because a worker fetches them and Node reads them from disk; the bytes are the same, so the
 * pixels are too.
 */
export interface CodecModules {
  jpeg: WebAssembly.Module;
  png: WebAssembly.Module;
  webp: WebAssembly.Module;
}

/** What every decoder returns: (height, width, 4) row-major RGBA, 0–255, colours not multiplied by alpha. */
interface RgbaImage {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

/** Decodes one format. */
export interface Codec {
  /** Throws, or returns null, when the bytes cannot be decoded; the decoder's warnings are added to `warnings`. */
  decode(bytes: Uint8Array, warnings: string[]): Promise<RgbaImage | null>;
}

type EmscriptenFactory<Module> = (options: {
  noInitialRun: boolean;
  instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void): object;
  print(text: string): void;
  printErr(text: string): void;
}) => Promise<Module>;

/**
 * A decoder compiled by Emscripten. libjpeg calls `exit` at a bad image, which frees neither stack nor heap, so an
 * instance is used until its first failure and then replaced by a new one (3 ms).
 */
function emscriptenCodec<Module>(
  factory: EmscriptenFactory<Module>,
  compiled: WebAssembly.Module,
  run: (module: Module, bytes: Uint8Array) => RgbaImage | null,
): Codec {
  let instance: Promise<Module> | undefined;
  let said: string[] = [];
  const start = () =>
    factory({
      noInitialRun: true,
      instantiateWasm(imports, done) {
        const started = new WebAssembly.Instance(compiled, imports);
        done(started);
        return started.exports;
      },
      print: () => undefined,
      printErr: text => said.push(text),
    });
  return {
    async decode(bytes, warnings) {
      instance ??= start();
      const module = await instance;
      said = warnings; // from here to the end nothing awaits, so warnings are this image's own
      let failed = true;
      try {
        const image = run(module, bytes);
        failed = image === null;
        return image;
      } finally {
        if (failed) instance = undefined;
      }
    },
  };
}

/** JPEG by mozjpeg. */
export function jpegCodec(compiled: WebAssembly.Module): Codec {
  const factory = createJpeg as unknown as EmscriptenFactory<MozJPEGModule>;
  // EXIF orientation is ignored: pixels stay as stored, so that positions within a cutout stay right.
  return emscriptenCodec(factory, compiled, (module, bytes) => module.decode(owned(bytes), false));
}

/** WebP by libwebp. */
export function webpCodec(compiled: WebAssembly.Module): Codec {
  const factory = createWebp as unknown as EmscriptenFactory<WebPModule>;
  return emscriptenCodec(factory, compiled, (module, bytes) => module.decode(owned(bytes)));
}

/** The png crate, which keeps the high byte of 16-bit samples. A panic does not restore its stack pointer, so it is restored here. */
export function pngCodec(compiled: WebAssembly.Module): Codec {
  return {
    async decode(bytes) {
      const wasm = startPng(compiled);
      const stackPointer = wasm.__wbindgen_add_to_stack_pointer(0);
      try {
        return unpackPng(bytes);
      } catch (error) {
        wasm.__wbindgen_add_to_stack_pointer(stackPointer - wasm.__wbindgen_add_to_stack_pointer(0));
        throw error;
      }
    },
  };
}

/** The decoders' types require bytes of an ArrayBuffer; image bytes are never in shared memory here. */
function owned(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes as Uint8Array<ArrayBuffer>;
}
