import { logGamma } from './logGamma.ts';

const mostTerms = 400; // the fraction needs about √max(a, b) terms: 400 suffice for parameters beyond 10⁴
const smallest = 1e-300; // stands in for zero, so that Lentz's method never divides by it
const closeEnough = 1e-15;

/**
 * The regularised incomplete beta function I_x(a, b): probability that a Beta(a, b) variable lies below x. By the
 * continued fraction of DLMF 8.17.22, evaluated with Lentz's method (Press et al. 2007, Numerical Recipes, §6.4).
 *
 * @param a > 0
 * @param b > 0
 * @param x 0 … 1
 * @throws RangeError outside these ranges
 */
export function betaCumulative(x: number, a: number, b: number): number {
  checkShape(a, b);
  if (!(x >= 0 && x <= 1)) throw new RangeError(`need x from 0 to 1; got ${x}`);
  if (x === 0 || x === 1) return x;
  // The fraction converges fast below the mean; above it the other tail is computed.
  if (x > (a + 1) / (a + b + 2)) return 1 - betaCumulative(1 - x, b, a);
  return (Math.exp(logDensity(x, a, b)) * x * (1 - x) * continuedFraction(x, a, b)) / a;
}

/**
 * The p-quantile of a Beta(a, b) variable: the x with I_x(a, b) = p, to the last digits of a double.
 *
 * @param p 0 … 1
 * @param a > 0
 * @param b > 0
 * @returns 0 … 1
 * @throws RangeError outside these ranges
 */
export function betaQuantile(p: number, a: number, b: number): number {
  checkShape(a, b);
  if (!(p >= 0 && p <= 1)) throw new RangeError(`need p from 0 to 1; got ${p}`);
  if (p === 0 || p === 1) return p;
  let low = 0;
  let high = 1;
  let x = a / (a + b);
  // Newton's steps, halved back into the bracket where they leave it: 5 or 6 of them, 60 at the worst.
  for (let step = 0; step < 100; step++) {
    const excess = betaCumulative(x, a, b) - p;
    if (excess === 0) return x;
    if (excess < 0) low = x;
    else high = x;
    const newton = x - excess / Math.exp(logDensity(x, a, b));
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - x) <= closeEnough * x) return next;
    x = next;
  }
  return x;
}

function logDensity(x: number, a: number, b: number): number {
  const logBeta = logGamma(a) + logGamma(b) - logGamma(a + b);
  return (a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) - logBeta;
}

function continuedFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m <= mostTerms; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / awayFromZero(1 + even * d);
    c = awayFromZero(1 + even / c);
    value *= c * d;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / awayFromZero(1 + odd * d);
    c = awayFromZero(1 + odd / c);
    const factor = c * d;
    value *= factor;
    if (Math.abs(factor - 1) < closeEnough) break;
  }
  return value;
}

function awayFromZero(value: number): number {
  return Math.abs(value) < smallest ? smallest : value;
}

function checkShape(a: number, b: number): void {
  if (!(a > 0 && b > 0)) throw new RangeError(`need a > 0 and b > 0; got a = ${a}, b = ${b}`);
}
