/** Log-normal: half of the probability lies below `median`; `spread` is the standard deviation of the natural logarithm. */
interface LogNormal {
  median: number;
  spread: number;
}

/** What is assumed likely of each hyperparameter before there is an observation; independent of one another. */
export interface Hyperprior {
  amplitude: LogNormal;
  lengthScale: LogNormal;
  noise: LogNormal;
  shape: LogNormal;
}

/**
 * Log density of the logarithms of hyperparameters, in nats.
 *
 * @param theta (d) log amplitude, log length scale, log noise and, where there is one, log shape
 * @param gradient (d) by theta: the density's is added to what is there
 */
export function addLogPrior(prior: Hyperprior, theta: Float64Array, gradient: Float64Array): number {
  const each = [prior.amplitude, prior.lengthScale, prior.noise, prior.shape];
  let sum = 0;
  for (let i = 0; i < theta.length; i++) {
    const { median, spread } = each[i];
    const z = (theta[i] - Math.log(median)) / spread;
    sum -= (z * z) / 2 + Math.log(spread) + Math.log(2 * Math.PI) / 2;
    gradient[i] -= z / spread;
  }
  return sum;
}

/**
 * What is assumed likely of ratings of 0–5 over whitened components. The likelihood alone misleads while little has been
 * found: to fifty answers of 0 or 1 it gives an amplitude of nothing, or a reach so short that the answers say nothing of
 * any other galaxy, and the search never leaves the ordinary. Hard bounds that forbid this also bind once there is
 * something to learn. A density gives way: a factor of e off the median costs half a nat at spread 1, two nats at spread
 * 0.5, which a few dull ratings cannot pay and many telling ones can.
 *
 * Chosen on 1,400 galaxies of gz2-voted's training split (60 ratings, batches of 5) and on a simulated sky of other seeds
 * than the embedded one (36 oddities among 1,602, 100 ratings, batches of 10), by ImageNet weights: docs/decisions/0012 has
 * the table.
 *
 * @param columns components a galaxy has
 */
export function ratingPrior(columns: number): Hyperprior {
  return {
    amplitude: { median: 2, spread: 1 }, // interest varies by 1.4 points; a half to four points within two spreads
    lengthScale: { median: Math.sqrt(columns), spread: 0.5 }, // two typical galaxies are √(2 columns) apart
    noise: { median: 0.3, spread: 1 }, // rounding to whole points (1/12) and half a point of a person's own scatter
    shape: { median: 1, spread: 1 }, // neither one scale alone (an RBF) nor all at once
  };
}
