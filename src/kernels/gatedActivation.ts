import { type Code, f32x4, i32, type Local, wasmFunction, whileBelow } from './assembler/wasmAssembler.ts';
import { floatExponential } from './exponential.ts';

/**
 * x · ½(1 + r(x)), the form of both GELU and SiLU, with r an odd function that rises from −1 to 1. r is approximated by
 * x · P(x²) / Q(x²) up to |x| = `saturation` and constant beyond; the coefficients minimise the largest error (reweighted
 * least squares).
 */
interface GatedActivation {
  saturation: number;
  /** Coefficients of P, constant first. */
  above: readonly number[];
  /** Coefficients of Q, constant first. */
  below: readonly number[];
}

/** r = erf(x / √2) (Hendrycks & Gimpel 2016, the exact form), off by at most 1.1e-8 before rounding. */
const geluForm: GatedActivation = {
  saturation: 5.4, // 1 − erf(5.4 / √2) = 7e-8, the rounding of a float
  above: [0.79788449, 0.066744548, 0.0093017086, 0.00032864441, 1.2720055e-5, 4.6773457e-8],
  below: [1, 0.25031797, 0.028378714, 0.0018589844, 7.2400369e-5, 1.2165914e-6],
};

/** r = tanh(x / 2), that is x · sigmoid(x), off by at most 1.1e-8 before rounding. */
const siluForm: GatedActivation = {
  saturation: 17, // 1 − tanh(17 / 2) = 8e-8, the rounding of a float
  above: [0.49999997, 0.016757755, 0.00011018178, 1.6501203e-7, 2.7537524e-11],
  below: [1, 0.11684879, 0.0016244454, 5.2120109e-6, 3.1537515e-9],
};

/** GELU of one number: x · ½(1 + erf(x / √2)). */
export const plainGelu = (x: number): number => activate(geluForm, x);
/** SiLU of one number: x / (1 + exp(−x)). */
export const plainSilu = (x: number): number => activate(siluForm, x);

/** Derivative of GELU: ½(1 + erf(x / √2)) + x exp(−x² / 2) / √(2π). */
export function plainGeluSlope(x: number): number {
  const share = x === 0 ? 0.5 : plainGelu(x) / x;
  return share + (x * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
}

function activate({ saturation, above, below }: GatedActivation, x: number): number {
  const clamped = Math.max(-saturation, Math.min(saturation, x));
  const square = clamped * clamped;
  const polynomial = (coefficients: readonly number[]) =>
    coefficients.reduceRight((sum, coefficient) => sum * square + coefficient);
  return (x / 2) * (1 + (clamped * polynomial(above)) / polynomial(below));
}

/** Expression: r(clamped) of a form, from `clamped` and its square. */
function oddPart({ above, below }: GatedActivation, clamped: Local, square: Local): Code {
  const polynomial = (coefficients: readonly number[]): Code => {
    const [highest, ...others] = coefficients.map(f32x4.const).reverse();
    return others.reduce((sum, coefficient) => f32x4.add(f32x4.mul(sum, square.get), coefficient), highest);
  };
  return f32x4.div(f32x4.mul(clamped.get, polynomial(above)), polynomial(below));
}

/** "geluGradient" (x, dy, dx, count): dy times the slope of GELU at x; addresses in bytes, count a multiple of 4. */
export const geluGradientCode = wasmFunction(
  'geluGradient',
  ['i32', 'i32', 'i32', 'i32'],
  ([x, dy, dx, count], variable) => {
    const [value, clamped, square, bell, whole, rest] = [1, 2, 3, 4, 5, 6].map(() => variable('v128'));
    const end = variable('i32');
    const ratio = oddPart(geluForm, clamped, square);
    const cumulative = f32x4.add(f32x4.const(0.5), f32x4.mul(f32x4.const(0.5), ratio));
    const peak = f32x4.const(1 / Math.sqrt(2 * Math.PI));
    const slope = f32x4.add(cumulative, f32x4.mul(f32x4.mul(value.get, peak), bell.get));
    return [
      end.set(i32.add(x.get, i32.mul(count.get, i32.const(4)))),
      whileBelow(
        x.get,
        end.get,
        value.set(f32x4.load(x.get)),
        bell.set(f32x4.mul(f32x4.mul(value.get, value.get), f32x4.const(-0.5))),
        ...floatExponential(bell, whole, rest),
        clamped.set(
          f32x4.pmax(
            f32x4.pmin(value.get, f32x4.const(geluForm.saturation)),
            f32x4.const(-geluForm.saturation),
          ),
        ),
        square.set(f32x4.mul(clamped.get, clamped.get)),
        f32x4.store(dx.get, f32x4.mul(f32x4.load(dy.get), slope)),
        ...[x, dy, dx].map(at => at.set(i32.add(at.get, i32.const(16)))),
      ),
    ];
  },
);

/** "gelu" and "silu" (x, y, count): y[i] from x[i], count any number, addresses in bytes; x and y may be the same. */
export const gatedActivationCode = [wasmOf('gelu', geluForm), wasmOf('silu', siluForm)];

function wasmOf(name: string, form: GatedActivation) {
  const { saturation } = form;
  return wasmFunction(name, ['i32', 'i32', 'i32'], ([x, y, count], variable) => {
    const [whole, clamped, square] = [variable('v128'), variable('v128'), variable('v128')];
    const end = variable('i32');
    const ratio = oddPart(form, clamped, square);
    const half = f32x4.mul(whole.get, f32x4.const(0.5));
    /** Leaves the activation of `values` in `whole`. */
    const activated = (values: Code): Code[] => [
      whole.set(values),
      clamped.set(f32x4.pmax(f32x4.pmin(whole.get, f32x4.const(saturation)), f32x4.const(-saturation))),
      square.set(f32x4.mul(clamped.get, clamped.get)),
      whole.set(f32x4.add(half, f32x4.mul(half, ratio))),
    ];
    const advance = (bytes: number): Code[] =>
      [x, y].map((at: Local) => at.set(i32.add(at.get, i32.const(bytes))));
    return [
      end.set(i32.add(x.get, i32.mul(count.get, i32.const(4)))),
      whileBelow(
        i32.add(x.get, i32.const(12)), // as long as a fourth float is left
        end.get,
        ...activated(f32x4.load(x.get)),
        f32x4.store(y.get, whole.get),
        ...advance(16),
      ),
      whileBelow(
        x.get,
        end.get,
        ...activated(f32x4.loadOne(x.get)),
        f32x4.storeOne(y.get, whole.get),
        ...advance(4),
      ),
    ];
  });
}
