/** The function to minimise: returns its value at x (d) and writes its gradient (d). */
type Objective = (x: Float64Array, gradient: Float64Array) => number;

/** When to stop, and how much to remember. */
interface LbfgsOptions {
  /** At most so many steps. Default 200 */
  iterations?: number;
  /** Stops when no component of the gradient is larger in magnitude. Default 1e-5 */
  gradientTolerance?: number;
  /** Pairs of steps and gradient changes that are kept. Default 10 */
  memory?: number;
}

/** Result of a minimisation. */
interface Minimum {
  /** (d) */
  x: Float64Array;
  value: number;
  iterations: number;
}

const sufficientDecrease = 1e-4; // Armijo's constant, Nocedal & Wright 2006, p. 33
const smallestStep = 1e-12; // a direction that needs a smaller step counts as no descent

/**
 * Minimises a smooth function by limited-memory BFGS (Nocedal & Wright 2006, algorithms 7.4 and 7.5), halving each step
 * until it decreases the function enough; pairs of negative curvature are left out.
 *
 * @param start (d) where to begin; not changed
 */
export function minimise(objective: Objective, start: Float64Array, options: LbfgsOptions = {}): Minimum {
  const { iterations = 200, gradientTolerance = 1e-5, memory = 10 } = options;
  const pairs: { s: Float64Array; y: Float64Array; rho: number }[] = [];
  let x = start.slice();
  let gradient = new Float64Array(x.length);
  let value = objective(x, gradient);
  let iteration = 0;
  for (; iteration < iterations && largest(gradient) > gradientTolerance; iteration++) {
    const direction = descent(gradient, pairs);
    const slope = dot(direction, gradient);
    if (!(slope < 0)) break;
    let step = pairs.length === 0 ? Math.min(1, 1 / Math.sqrt(dot(gradient, gradient))) : 1;
    const nextGradient = new Float64Array(x.length);
    let next = x;
    let nextValue = Number.POSITIVE_INFINITY;
    for (; step > smallestStep; step /= 2) {
      next = x.map((xi, i) => xi + step * direction[i]);
      nextValue = objective(next, nextGradient);
      if (nextValue <= value + sufficientDecrease * step * slope) break;
    }
    if (!(step > smallestStep)) break;
    const s = next.map((xi, i) => xi - x[i]);
    const y = nextGradient.map((gi, i) => gi - gradient[i]);
    const curvature = dot(s, y);
    if (curvature > 1e-12 * dot(y, y)) pairs.push({ s, y, rho: 1 / curvature });
    if (pairs.length > memory) pairs.shift();
    x = next;
    gradient = nextGradient;
    value = nextValue;
  }
  return { x, value, iterations: iteration };
}

/** −H · gradient, with H the inverse Hessian estimated from the pairs (algorithm 7.4). */
function descent(
  gradient: Float64Array,
  pairs: readonly { s: Float64Array; y: Float64Array; rho: number }[],
): Float64Array {
  const q = gradient.map(value => -value);
  const alpha = new Float64Array(pairs.length);
  for (let k = pairs.length - 1; k >= 0; k--) {
    const { s, y, rho } = pairs[k];
    alpha[k] = rho * dot(s, q);
    for (let i = 0; i < q.length; i++) q[i] -= alpha[k] * y[i];
  }
  const last = pairs.at(-1);
  if (last) {
    const scale = dot(last.s, last.y) / dot(last.y, last.y);
    for (let i = 0; i < q.length; i++) q[i] *= scale;
  }
  for (const [k, { s, y, rho }] of pairs.entries()) {
    const beta = rho * dot(y, q);
    for (let i = 0; i < q.length; i++) q[i] += (alpha[k] - beta) * s[i];
  }
  return q;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function largest(values: Float64Array): number {
  let most = 0;
  for (const value of values) most = Math.max(most, Math.abs(value));
  return most;
}
