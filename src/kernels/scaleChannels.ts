import { f32x4, i32, wasmFunction, whileBelow } from './assembler/wasmAssembler.ts';

/**
 * Multiplies each channel of every pixel by its gate: the second half of squeeze-and-excitation (Hu et al. 2018).
 *
 * @param x (pixels, channels) row-major
 * @param gate (channels)
 * @returns (pixels, channels) row-major
 */
export function plainScaleChannels(x: Float32Array, gate: Float32Array): Float32Array {
  return x.map((value, i) => value * gate[i % gate.length]);
}

/** "scaleChannels" (x, gate, y, pixels, channels): addresses in bytes, channels a multiple of 4. */
export const scaleChannelsCode = wasmFunction(
  'scaleChannels',
  ['i32', 'i32', 'i32', 'i32', 'i32'],
  ([x, gate, y, pixels, channels], variable) => {
    const [rowBytes, end, c] = [variable('i32'), variable('i32'), variable('i32')];
    // An expression, not a value: its bytes are inserted where it is used, and computed there.
    const product = f32x4.mul(f32x4.load(i32.add(x.get, c.get)), f32x4.load(i32.add(gate.get, c.get)));
    return [
      rowBytes.set(i32.mul(channels.get, i32.const(4))),
      end.set(i32.add(x.get, i32.mul(pixels.get, rowBytes.get))),
      whileBelow(
        x.get,
        end.get,
        c.set(i32.const(0)),
        whileBelow(
          c.get,
          rowBytes.get,
          f32x4.store(i32.add(y.get, c.get), product),
          c.set(i32.add(c.get, i32.const(16))),
        ),
        x.set(i32.add(x.get, rowBytes.get)),
        y.set(i32.add(y.get, rowBytes.get)),
      ),
    ];
  },
);
