import { type Code, f32x4, i32, type Local, simd } from './assembler/wasmAssembler.ts';
import { f64x2, i64x2 } from './assembler/wasmDoubles.ts';
import { i32x4 } from './assembler/wasmIntegers.ts';

/**
 * exp and log of two doubles at once, to a few units in the last place: WebAssembly has no instruction for either. exp: x = k log 2 + r,
 * Taylor series in |r| ≤ 0.35, k added to the exponent's bits. log: x = 2ᵏ z with z in [√½, √2], then
 * log z = 2 artanh((z − 1)/(z + 1)) by its series.
 */

const { add, sub, mul, div } = f64x2;
const magic = 1.5 * 2 ** 52; // x + magic holds x, rounded to a whole number, in its lowest bits
const magicBits = new BigInt64Array(Float64Array.of(magic).buffer)[0];
const halfRootBits = new BigInt64Array(Float64Array.of(Math.SQRT1_2).buffer)[0];
const log2High = 0.6931471803691238; // fdlibm's split: its last 21 bits are zero, so that k times it is exact
const log2Low = 1.9082149292705877e-10;
const lowestExponent = -708; // exp of less is no normal double; 1e-308 counts as zero

const inverseFactorials = [1]; // 13 terms: the next is 0.35¹³/13! = 2e-16
for (let n = 1; n <= 12; n++) inverseFactorials.push(inverseFactorials[n - 1] / n);
const artanhSeries = Array.from({ length: 10 }, (_, n) => 1 / (2 * n + 1)); // (0.172²)¹⁰/21 = 2e-17

function polynomial(coefficients: readonly number[], x: Local): Code {
  const [highest, ...others] = coefficients.map(f64x2.const).reverse();
  return others.reduce((sum, coefficient) => add(mul(sum, x.get), coefficient), highest);
}

/** Statements that leave exp(x) in `x`. @param whole, rest scratch */
export function exponential(x: Local, whole: Local, rest: Local): Code[] {
  const k = sub(whole.get, f64x2.const(magic));
  return [
    x.set(f64x2.pmax(x.get, f64x2.const(lowestExponent))),
    whole.set(add(mul(x.get, f64x2.const(Math.LOG2E)), f64x2.const(magic))),
    rest.set(sub(sub(x.get, mul(k, f64x2.const(log2High))), mul(k, f64x2.const(log2Low)))),
    x.set(i64x2.add(polynomial(inverseFactorials, rest), i64x2.shiftLeft(whole.get, 52))),
  ];
}

/** Statements that leave log(x) in `x`, for normal x > 0. @param whole, rest scratch */
export function logarithm(x: Local, whole: Local, rest: Local): Code[] {
  const exponentMask = i64x2.const(-(2n ** 52n));
  return [
    whole.set(i64x2.sub(x.get, i64x2.const(halfRootBits))),
    x.set(i64x2.sub(x.get, i64x2.and(whole.get, exponentMask))),
    whole.set(sub(i64x2.add(i64x2.shiftRight(whole.get, 52), i64x2.const(magicBits)), f64x2.const(magic))),
    x.set(div(sub(x.get, f64x2.const(1)), add(x.get, f64x2.const(1)))),
    rest.set(mul(x.get, x.get)),
    x.set(add(mul(whole.get, f64x2.const(Math.LN2)), mul(add(x.get, x.get), polynomial(artanhSeries, rest)))),
  ];
}

/**
 * exp of four floats at once, to two units in the last place: x = k log 2 + r, Taylor series in |r| ≤ 0.35, k added to the
 * exponent's bits.
 */
const floatMagic = 1.5 * 2 ** 23; // x + magic holds x, rounded to a whole number, in its lowest bits
const floatLog2High = 0.693359375; // its last 15 bits are zero, so that k times it is exact
const floatLog2Low = -2.1219444e-4;
const floatLowest = -87; // exp of less is no normal float; 2e-38 counts as zero

const floatFactorials = inverseFactorials.slice(0, 8); // the next is 0.35⁸/8! = 6e-9

const shiftedLeft = (value: Code, places: number): Code => [...value, ...i32.const(places), ...simd(0xab)];

/** Statements that leave exp(x) in `x`, for x ≤ 88. @param whole, rest scratch */
export function floatExponential(x: Local, whole: Local, rest: Local): Code[] {
  const { add, sub, mul } = f32x4;
  const k = sub(whole.get, f32x4.const(floatMagic));
  const [highest, ...others] = floatFactorials.map(f32x4.const).reverse();
  const series = others.reduce((sum, coefficient) => add(mul(sum, rest.get), coefficient), highest);
  return [
    x.set(f32x4.pmax(x.get, f32x4.const(floatLowest))),
    whole.set(add(mul(x.get, f32x4.const(Math.LOG2E)), f32x4.const(floatMagic))),
    rest.set(sub(sub(x.get, mul(k, f32x4.const(floatLog2High))), mul(k, f32x4.const(floatLog2Low)))),
    x.set(i32x4.add(series, shiftedLeft(whole.get, 23))),
  ];
}
