import { f32x4, i32, wasmFunction, whileBelow } from './assembler/wasmAssembler.ts';

/**
 * "copyPixels" (from, fromStepBytes, to, toStepBytes, pixels, channels): copies pixels whose beginnings lie
 * `fromStepBytes` apart to places `toStepBytes` apart; what lies between is not touched. Channels a multiple of 4. Cuts the
 * patches that a convolution's filter sees.
 */
export const copyPixelsCode = wasmFunction(
  'copyPixels',
  ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
  ([from, fromStepBytes, to, toStepBytes, pixels, channels], variable) => {
    const [pixelBytes, done, c] = [variable('i32'), variable('i32'), variable('i32')];
    return [
      pixelBytes.set(i32.mul(channels.get, i32.const(4))),
      done.set(i32.const(0)),
      whileBelow(
        done.get,
        pixels.get,
        c.set(i32.const(0)),
        whileBelow(
          c.get,
          pixelBytes.get,
          f32x4.store(i32.add(to.get, c.get), f32x4.load(i32.add(from.get, c.get))),
          c.set(i32.add(c.get, i32.const(16))),
        ),
        from.set(i32.add(from.get, fromStepBytes.get)),
        to.set(i32.add(to.get, toStepBytes.get)),
        done.set(i32.add(done.get, i32.const(1))),
      ),
    ];
  },
);

/**
 * "copyRuns" (from, fromStepBytes, to, toStepBytes, runs, floats): as copyPixels for runs of any number of floats, one
 * float at a time.
 */
export const copyRunsCode = wasmFunction(
  'copyRuns',
  ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
  ([from, fromStepBytes, to, toStepBytes, runs, floats], variable) => {
    const [runBytes, done, at] = [variable('i32'), variable('i32'), variable('i32')];
    return [
      runBytes.set(i32.mul(floats.get, i32.const(4))),
      done.set(i32.const(0)),
      whileBelow(
        done.get,
        runs.get,
        at.set(i32.const(0)),
        whileBelow(
          at.get,
          runBytes.get,
          f32x4.storeOne(i32.add(to.get, at.get), f32x4.loadOne(i32.add(from.get, at.get))),
          at.set(i32.add(at.get, i32.const(4))),
        ),
        from.set(i32.add(from.get, fromStepBytes.get)),
        to.set(i32.add(to.get, toStepBytes.get)),
        done.set(i32.add(done.get, i32.const(1))),
      ),
    ];
  },
);
