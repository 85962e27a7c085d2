import { f32x4, i32, wasmFunction, whileBelow } from './wasmAssembler.ts';

/**
 * "spreadPixels" (from, to, pixels, channels, stepBytes): copies pixels that lie side by side to places `stepBytes` apart,
 * with what lies between left as it is. Channels a multiple of 4.
 */
export const spreadPixelsCode = wasmFunction(
  'spreadPixels',
  ['i32', 'i32', 'i32', 'i32', 'i32'],
  ([from, to, pixels, channels, stepBytes], variable) => {
    const [pixelBytes, end, c] = [variable('i32'), variable('i32'), variable('i32')];
    return [
      pixelBytes.set(i32.mul(channels.get, i32.const(4))),
      end.set(i32.add(from.get, i32.mul(pixels.get, pixelBytes.get))),
      whileBelow(
        from.get,
        end.get,
        c.set(i32.const(0)),
        whileBelow(
          c.get,
          pixelBytes.get,
          f32x4.store(i32.add(to.get, c.get), f32x4.load(i32.add(from.get, c.get))),
          c.set(i32.add(c.get, i32.const(16))),
        ),
        from.set(i32.add(from.get, pixelBytes.get)),
        to.set(i32.add(to.get, stepBytes.get)),
      ),
    ];
  },
);
