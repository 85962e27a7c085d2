/** Lanczos's coefficients for g = 7 and nine terms (Godfrey 2001): accurate to 15 digits. */
const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];
const g = 7;

/**
 * ln Γ(x), the logarithm of the gamma function, by Lanczos's approximation.
 *
 * @param x > 0
 * @throws RangeError otherwise
 */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`need x > 0 for ln Γ(x); got ${x}`);
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x); // Euler's reflection
  const below = x - 1;
  const sum = lanczos.reduce((total, c, i) => (i === 0 ? c : total + c / (below + i)), 0);
  const t = below + g + 0.5;
  return 0.5 * Math.log(2 * Math.PI) + (below + 0.5) * Math.log(t) - t + Math.log(sum);
}
