/** The low-dimensional membership curve 1 / (1 + a d²ᵇ). */
export interface UmapCurve {
  a: number;
  b: number;
}

const samples = 300; // points of the fit and its range, 0 … 3 spreads, as in umap-learn's find_ab_params

/**
 * a and b for a least distance between points: least squares to 1 up to it and exp(−(d − minimumDistance)) beyond
 * (McInnes, Healy & Melville 2018, §4.2, spread 1), by Levenberg–Marquardt from a = b = 1.
 *
 * @param minimumDistance 0 … 3, in units of the map
 * @throws RangeError outside that range
 */
export function umapCurve(minimumDistance: number): UmapCurve {
  if (!(minimumDistance >= 0 && minimumDistance <= 3)) {
    throw new RangeError(`need a minimum distance of 0 … 3; got ${minimumDistance}`);
  }
  let curve: UmapCurve = { a: 1, b: 1 };
  let damping = 1e-3; // Marquardt's customary start
  let fit = normalEquations(curve, minimumDistance);
  for (let step = 0; step < 200 && damping < 1e12; step++) {
    // some 15 are needed; 1e12: no step makes it better
    const aa = fit.aa * (1 + damping);
    const bb = fit.bb * (1 + damping);
    const determinant = aa * bb - fit.ab * fit.ab;
    const tried = {
      a: curve.a + (bb * fit.ra - fit.ab * fit.rb) / determinant,
      b: curve.b + (aa * fit.rb - fit.ab * fit.ra) / determinant,
    };
    const next = normalEquations(tried, minimumDistance);
    if (tried.a > 0 && next.squares < fit.squares) {
      curve = tried;
      fit = next;
      damping /= 10;
    } else damping *= 10;
  }
  return curve;
}

/** Sums over the samples: squared residuals, JᵀJ (aa, ab, bb) and Jᵀr (ra, rb). */
function normalEquations(curve: UmapCurve, minimumDistance: number) {
  const { a, b } = curve;
  const sums = { squares: 0, aa: 0, ab: 0, bb: 0, ra: 0, rb: 0 };
  for (let i = 0; i < samples; i++) {
    const d = (3 * i) / (samples - 1);
    const wanted = d < minimumDistance ? 1 : Math.exp(minimumDistance - d);
    const power = d === 0 ? 0 : d ** (2 * b);
    const value = 1 / (1 + a * power);
    const residual = wanted - value;
    const byA = -power * value * value;
    const byB = d === 0 ? 0 : -2 * a * power * Math.log(d) * value * value;
    sums.squares += residual * residual;
    sums.aa += byA * byA;
    sums.ab += byA * byB;
    sums.bb += byB * byB;
    sums.ra += byA * residual;
    sums.rb += byB * residual;
  }
  return sums;
}
