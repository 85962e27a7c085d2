import { type Code, i32, type Local, wasmFunction, whileBelow } from './assembler/wasmAssembler.ts';
import { f64x2 } from './assembler/wasmDoubles.ts';
import { exponential, logarithm } from './exponential.ts';

/**
 * Turns squared distances into covariances, in place; `covarianceAt` of src/maths/interest/covariance.ts is the plain
 * version. Each takes (x, count, amplitude, scale, shape): an address in bytes, a count that is a multiple of 4, the
 * amplitude, the factor of the squared distance — 1/2αℓ² (rationalQuadratic), 1/2ℓ² (rbf), 3/ℓ² (matern32), 5/ℓ²
 * (matern52) — and α, which only rationalQuadratic reads.
 */
export const covarianceCode = [
  covarianceFunction('rationalQuadratic', (x, [whole, rest], amplitude, shape) => [
    x.set(add(x.get, f64x2.const(1))),
    ...logarithm(x, whole, rest),
    x.set(mul(x.get, f64x2.sub(f64x2.const(0), shape))),
    ...exponential(x, whole, rest),
    x.set(mul(x.get, amplitude)),
  ]),
  covarianceFunction('rbf', (x, [whole, rest], amplitude) => [
    x.set(f64x2.sub(f64x2.const(0), x.get)),
    ...exponential(x, whole, rest),
    x.set(mul(x.get, amplitude)),
  ]),
  covarianceFunction('matern32', (x, [whole, rest, front], amplitude) => [
    x.set(f64x2.sqrt(x.get)),
    front.set(mul(add(x.get, f64x2.const(1)), amplitude)),
    x.set(f64x2.sub(f64x2.const(0), x.get)),
    ...exponential(x, whole, rest),
    x.set(mul(x.get, front.get)),
  ]),
  covarianceFunction('matern52', (x, [whole, rest, front], amplitude) => [
    front.set(add(mul(x.get, f64x2.const(1 / 3)), f64x2.const(1))),
    x.set(f64x2.sqrt(x.get)),
    front.set(mul(add(front.get, x.get), amplitude)),
    x.set(f64x2.sub(f64x2.const(0), x.get)),
    ...exponential(x, whole, rest),
    x.set(mul(x.get, front.get)),
  ]),
];

function add(a: Code, b: Code): Code {
  return f64x2.add(a, b);
}

function mul(a: Code, b: Code): Code {
  return f64x2.mul(a, b);
}

/** @param write the value for two scaled squared distances in `x` */
function covarianceFunction(
  name: string,
  write: (x: Local, scratch: Local[], amplitude: Code, shape: Code) => Code[],
) {
  return wasmFunction(name, ['i32', 'i32', 'f64', 'f64', 'f64'], ([x, count, ...numbers], variable) => {
    const end = variable('i32');
    const [amplitude, scale, shape] = numbers.map(() => variable('v128'));
    const pairs = [0, 16].map(offset => ({ offset, x: variable('v128') })); // two vectors at once: while one waits for a result the processor works on the other
    const scratch = pairs.map(() => [1, 2, 3].map(() => variable('v128')));
    return [
      ...[amplitude, scale, shape].map((vector, i) => vector.set(f64x2.splat(numbers[i].get))),
      end.set(i32.add(x.get, i32.mul(count.get, i32.const(8)))),
      whileBelow(
        x.get,
        end.get,
        ...pairs.map(pair => pair.x.set(mul(f64x2.load(x.get, pair.offset), scale.get))),
        ...pairs.flatMap((pair, i) => write(pair.x, scratch[i], amplitude.get, shape.get)),
        ...pairs.map(pair => f64x2.store(x.get, pair.x.get, pair.offset)),
        x.set(i32.add(x.get, i32.const(32))),
      ),
    ];
  });
}
