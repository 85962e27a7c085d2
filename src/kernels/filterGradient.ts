import { f32x4, i32, wasmFunction, whileBelow } from './assembler/wasmAssembler.ts';

/**
 * Gradient of a loss with respect to the weights of a linear layer, or a 1 × 1 convolution: xᵀ · dy.
 *
 * @param x (rows, inputs) row-major
 * @param dy (rows, outputs) row-major: ∂loss / ∂output
 * @returns (inputs, outputs) row-major
 */
export function plainFilterGradient(
  x: Float32Array,
  dy: Float32Array,
  inputs: number,
  outputs: number,
): Float32Array {
  const dw = new Float32Array(inputs * outputs);
  for (let at = 0; at < dw.length; at++) {
    const [i, o] = [Math.floor(at / outputs), at % outputs];
    let sum = 0;
    for (let row = 0; row < x.length / inputs; row++) sum += x[row * inputs + i] * dy[row * outputs + o];
    dw[at] = sum;
  }
  return dw;
}

const [tileInputs, tileOutputs] = [4, 8]; // 8 sums, 2 vectors of dy and one of x fit 16 registers

/**
 * "filterGradient" (x, dy, dw, rows, inputs, outputs): addresses in bytes, inputs a multiple of 4, outputs of 8. Adds to
 * dw, so that the caller can pass the rows in blocks that fit the processor's cache.
 */
export const filterGradientCode = wasmFunction(
  'filterGradient',
  ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
  ([x, dy, dw, rows, inputs, outputs], variable) => {
    const [inputBytes, outputBytes, xEnd, i, o] = [1, 2, 3, 4, 5].map(() => variable('i32'));
    const [xAt, dyAt, dwAt] = [1, 2, 3].map(() => variable('i32'));
    const [low, high, value] = [1, 2, 3].map(() => variable('v128'));
    const sums = Array.from({ length: tileInputs }, () => [variable('v128'), variable('v128')]);
    return [
      inputBytes.set(i32.mul(inputs.get, i32.const(4))),
      outputBytes.set(i32.mul(outputs.get, i32.const(4))),
      xEnd.set(i32.add(x.get, i32.mul(rows.get, inputBytes.get))),
      i.set(i32.const(0)),
      whileBelow(
        i.get,
        inputBytes.get,
        o.set(i32.const(0)),
        whileBelow(
          o.get,
          outputBytes.get,
          ...sums.flat().map(sum => sum.set(f32x4.const(0))),
          xAt.set(i32.add(x.get, i.get)),
          dyAt.set(i32.add(dy.get, o.get)),
          whileBelow(
            xAt.get,
            xEnd.get,
            low.set(f32x4.load(dyAt.get)),
            high.set(f32x4.load(dyAt.get, 16)),
            ...sums.flatMap(([first, second], r) => [
              value.set(f32x4.loadSplat(xAt.get, 4 * r)),
              first.set(f32x4.add(first.get, f32x4.mul(value.get, low.get))),
              second.set(f32x4.add(second.get, f32x4.mul(value.get, high.get))),
            ]),
            xAt.set(i32.add(xAt.get, inputBytes.get)),
            dyAt.set(i32.add(dyAt.get, outputBytes.get)),
          ),
          dwAt.set(i32.add(i32.add(dw.get, i32.mul(i.get, outputs.get)), o.get)), // i bytes are i / 4 rows of 4 · outputs
          ...sums.flatMap(([first, second]) => [
            f32x4.store(dwAt.get, f32x4.add(f32x4.load(dwAt.get), first.get)),
            f32x4.store(dwAt.get, f32x4.add(f32x4.load(dwAt.get, 16), second.get), 16),
            dwAt.set(i32.add(dwAt.get, outputBytes.get)),
          ]),
          o.set(i32.add(o.get, i32.const(4 * tileOutputs))),
        ),
        i.set(i32.add(i.get, i32.const(4 * tileInputs))),
      ),
    ];
  },
);
