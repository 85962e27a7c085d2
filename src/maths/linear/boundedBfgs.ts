/** The function to minimise: returns its value at x (d), writes its gradient (d), and yields now and then while it computes. */
type StepwiseObjective = (x: Float64Array, gradient: Float64Array) => Generator<void, number>;

/** Result of a minimisation within bounds. */
interface BoundedMinimum {
  /** (d) */
  x: Float64Array;
  value: number;
  /** Number of function evaluations. */
  evaluations: number;
}

const sufficientDecrease = 1e-4; // Armijo's constant, Nocedal & Wright 2006, p. 33
const smallestStep = 1e-10; // a direction that needs a smaller step counts as no descent
const longestStep = 4; // the variables are logarithms: at most a factor of e⁴ ≈ 50 per step

/**
 * Minimises a smooth function of few variables within bounds: BFGS with a dense inverse Hessian (Nocedal & Wright 2006,
 * algorithm 6.1) on the variables that are not held by a bound, each trial point clamped to the bounds
 * (Bertsekas 1982, "Projected Newton methods"), steps halved until they decrease the function enough.
 *
 * @param start (d) not changed; clamped to the bounds
 * @param lower (d)
 * @param upper (d)
 * @param iterations at most; default 100
 * @yields whenever the function does
 */
export function* minimiseBoundedSteps(
  objective: StepwiseObjective,
  start: Float64Array,
  lower: Float64Array,
  upper: Float64Array,
  iterations = 100,
): Generator<void, BoundedMinimum> {
  const d = start.length;
  const within = (value: number, i: number) => Math.min(upper[i], Math.max(lower[i], value));
  let x = start.map(within);
  let gradient = new Float64Array(d);
  let value = yield* objective(x, gradient);
  let evaluations = 1;
  let inverse = identity(d);
  let fresh = true;
  for (let iteration = 0; iteration < iterations; iteration++) {
    const free = gradient.map((g, i) =>
      Number(!((x[i] <= lower[i] && g > 0) || (x[i] >= upper[i] && g < 0))),
    );
    if (gradient.every((g, i) => !free[i] || Math.abs(g) < 1e-5)) break; // flat to 1e-5 nat a factor of e
    const direction = new Float64Array(d);
    for (let i = 0; i < d; i++) {
      for (let j = 0; free[i] && j < d; j++) if (free[j]) direction[i] -= inverse[i * d + j] * gradient[j];
    }
    const length = Math.max(...direction.map(Math.abs));
    let step = Math.min(fresh ? 1 / Math.max(1, length) : 1, longestStep / length);
    let next = x;
    let nextValue = Number.POSITIVE_INFINITY;
    const nextGradient = new Float64Array(d);
    for (; step > smallestStep; step /= 2) {
      next = x.map((xi, i) => within(xi + step * direction[i], i));
      nextValue = yield* objective(next, nextGradient);
      evaluations++;
      const promised = next.reduce((sum, xi, i) => sum + gradient[i] * (xi - x[i]), 0);
      if (nextValue <= value + sufficientDecrease * promised) break;
    }
    if (!(step > smallestStep)) {
      if (fresh) break;
      inverse = identity(d); // the curvature estimate misleads: try again along the gradient
      fresh = true;
      continue;
    }
    const s = next.map((xi, i) => xi - x[i]);
    const y = nextGradient.map((gi, i) => gi - gradient[i]);
    const gain = value - nextValue;
    x = next;
    gradient = nextGradient;
    value = nextValue;
    if (gain < 1e-10 * Math.max(1, Math.abs(value))) break; // scipy's L-BFGS-B stops at 2e-9
    fresh = !update(inverse, s, y, fresh) && fresh;
  }
  return { x, value, evaluations };
}

function identity(d: number): Float64Array {
  return Float64Array.from({ length: d * d }, (_, k) => Number(k % (d + 1) === 0));
}

/** The BFGS update of the inverse Hessian, eq. 6.17; false where the curvature along the step is not positive. */
function update(inverse: Float64Array, s: Float64Array, y: Float64Array, first: boolean): boolean {
  const d = s.length;
  const sy = s.reduce((sum, si, i) => sum + si * y[i], 0);
  const yy = y.reduce((sum, yi) => sum + yi * yi, 0);
  if (!(sy > 1e-12 * yy)) return false; // rounding alone could have made it positive
  if (first) for (let i = 0; i < d; i++) inverse[i * d + i] = sy / yy; // eq. 6.20
  const hy = new Float64Array(d);
  for (let i = 0; i < d; i++) for (let j = 0; j < d; j++) hy[i] += inverse[i * d + j] * y[j];
  const yhy = y.reduce((sum, yi, i) => sum + yi * hy[i], 0);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < d; j++) {
      inverse[i * d + j] += ((1 + yhy / sy) * s[i] * s[j] - hy[i] * s[j] - s[i] * hy[j]) / sy;
    }
  }
  return true;
}
