import { IncrementalPca } from '../linear/incrementalPca.ts';
import { projectOnto } from '../linear/projection.ts';

/** A linear code of rows and what it says of a target, from principal components. */
interface StraightPath {
  /** (inputs) */
  mean: Float32Array;
  /** (inputs, latents) row-major: a row less the mean, times this, is its code, of unit variance over the rows */
  encode: Float32Array;
  /** (latents, inputs) row-major: back again */
  decode: Float32Array;
  /** (latents) ln of a posterior's variance, σ² / λ of probabilistic PCA (Tipping & Bishop 1999), at most 0 */
  logVariance: Float32Array;
  /** (latents) standard deviation of the rows along each component: what a unit of code is worth */
  scales: Float32Array;
}

const together = 512; // rows a batch: what it adds beyond the components kept is lost, so more is more faithful
const spare = 2; // times as many components as needed are kept on the way, for the same reason

/**
 * Principal components of rows as a linear variational autoencoder with as many latents would have them.
 *
 * @param rows (n, inputs) row-major, n ≥ 2 latents
 * @yields after pieces of work of some milliseconds
 */
export function* straightPathSteps(
  rows: Float32Array,
  inputs: number,
  latents: number,
): Generator<void, StraightPath> {
  const n = rows.length / inputs;
  const kept = Math.min(inputs, spare * latents, n);
  if (kept < latents) throw new RangeError(`need at least ${latents} rows; got ${n}`);
  const pca = new IncrementalPca(inputs, kept);
  for (let first = 0; first < n; ) {
    const rest = n - first;
    const count = rest < together + kept ? rest : together; // no last batch smaller than what is kept
    yield* pca.partialFitSteps(rows.subarray(first * inputs, (first + count) * inputs));
    first += count;
  }
  const variances = pca.explainedVariance;
  const ratios = pca.explainedVarianceRatio;
  const all = variances[0] / ratios[0];
  const explained = variances.subarray(0, latents).reduce((sum, value) => sum + value, 0);
  const left = Math.max((all - explained) / inputs, 1e-9 * all); // nothing left: a posterior as sharp as may be
  const encode = new Float32Array(inputs * latents);
  const decode = new Float32Array(latents * inputs);
  const [logVariance, scales] = [new Float32Array(latents), new Float32Array(latents)];
  for (let d = 0; d < latents; d++) {
    const scale = Math.sqrt(Math.max(variances[d], 1e-12 * variances[0]));
    scales[d] = scale;
    logVariance[d] = Math.log(Math.min(1, left / scale ** 2));
    for (let j = 0; j < inputs; j++) {
      encode[j * latents + d] = pca.axes[d * inputs + j] / scale;
      decode[d * inputs + j] = pca.axes[d * inputs + j] * scale;
    }
  }
  return { mean: Float32Array.from(pca.mean), encode, decode, logVariance, scales };
}

/**
 * The code of rows, (n, latents), by the straight path.
 *
 * @param rows (n, inputs) row-major
 */
export function straightCode({ mean, encode }: StraightPath, rows: Float32Array): Float32Array {
  const inputs = mean.length;
  const latents = encode.length / inputs;
  const axes = new Float32Array(encode.length);
  for (let j = 0; j < inputs; j++) {
    for (let d = 0; d < latents; d++) axes[d * inputs + j] = encode[j * latents + d];
  }
  return projectOnto({ mean, axes }, rows);
}

/**
 * The linear map from codes to another description of the same rows that has the least squared error; codes must be of unit
 * variance, uncorrelated and centred, as those of {@link straightCode} are.
 *
 * @param codes (n, latents)
 * @param targets (n, outputs)
 * @returns decode (latents, outputs) and the targets' mean (outputs)
 */
export function straightDecoder(
  codes: Float32Array,
  latents: number,
  targets: Float32Array,
): { decode: Float32Array; mean: Float32Array } {
  const n = codes.length / latents;
  const outputs = targets.length / n;
  const mean = new Float64Array(outputs);
  for (let at = 0; at < targets.length; at++) mean[at % outputs] += targets[at] / n;
  const decode = new Float64Array(latents * outputs);
  for (let i = 0; i < n; i++) {
    for (let d = 0; d < latents; d++) {
      const code = codes[i * latents + d] / n;
      for (let j = 0; j < outputs; j++)
        decode[d * outputs + j] += code * (targets[i * outputs + j] - mean[j]);
    }
  }
  return { decode: Float32Array.from(decode), mean: Float32Array.from(mean) };
}
