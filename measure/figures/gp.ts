import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createPredictorMaker } from '../../src/kernels/wasmPredictor.ts';
import type { Covariance } from '../../src/maths/interest/covariance.ts';
import { GaussianProcess } from '../../src/maths/interest/gaussianProcess.ts';
import {
  fitHyperparametersSteps,
  type HyperparameterBounds,
} from '../../src/maths/interest/hyperparameters.ts';
import { emptyPredictions, type Predictions, predictSteps } from '../../src/maths/interest/predictBlock.ts';
import { createRandom } from '../../src/maths/statistics/random.ts';

interface GpFigure {
  /** Hyperparameters, factor, and mean with standard deviation of all galaxies, together. */
  oursSeconds: number;
  sklearnSeconds: number;
  /** Ours over scikit-learn's. */
  ratio: number;
  seconds: { oursFit: number; oursPredict: number; sklearnFit: number; sklearnPredict: number };
  logMarginalLikelihood: { ours: number; sklearn: number };
  /** Largest difference of means and of deviations at scikit-learn's hyperparameters, in points. */
  difference: { mean: number; std: number };
  ratings: number;
  galaxies: number;
  components: number;
  starts: number;
  /** Each side is timed so often, in turns; seconds are the least of them, for the machine does other things too. */
  rounds: number;
}

interface Peer extends Omit<Covariance, 'kernel'> {
  fitSeconds: number;
  predictSeconds: number;
  logMarginalLikelihood: number;
  mean: Float64Array;
  std: Float64Array;
}

const ratings = 200;
const galaxies = 60_000;
const components = 40;
const starts = 3;
/** Of gpPeer.py. Neither side has a prior: the plain maximum of the likelihood. */
const bounds: HyperparameterBounds = {
  amplitude: [0.1, 25],
  lengthScale: [5, 1e3],
  noise: [0.05, 6.25],
  shape: [1e-2, 1e3],
};
const rounds = 3;
const seed = 5;

/** The Gaussian process of the anomalies worker beside scikit-learn's, on the same matrices, one thread each. */
export async function measureGp(): Promise<GpFigure> {
  needSklearn();
  const random = createRandom(seed);
  const points = Float32Array.from({ length: galaxies * components }, () => random.normal());
  const rated = Float64Array.from(points.subarray(0, ratings * components));
  // A taste for one side of the first components, with a person's scatter, to the half point.
  const targets = Float64Array.from({ length: ratings }, (_, i) => {
    const taste = rated[i * components] + 0.7 * rated[i * components + 1];
    return Math.min(5, Math.max(0, Math.round(2 * (1.5 + taste + 0.5 * random.normal())) / 2));
  });
  const ours = [];
  const peers: Peer[] = [];
  for (let round = 0; round < rounds; round++) {
    ours.push(run(points, rated, targets));
    peers.push(sklearn(points, rated, targets));
    console.error(
      `round ${round + 1} of ${rounds}: ours ${ours[round].fitSeconds} + ${ours[round].predictSeconds} s, scikit-learn ${peers[round].fitSeconds} + ${peers[round].predictSeconds} s`,
    );
  }
  const least = (values: number[]) => Math.min(...values);
  const seconds = {
    oursFit: least(ours.map(each => each.fitSeconds)),
    oursPredict: least(ours.map(each => each.predictSeconds)),
    sklearnFit: least(peers.map(each => each.fitSeconds)),
    sklearnPredict: least(peers.map(each => each.predictSeconds)),
  };
  const oursSeconds = seconds.oursFit + seconds.oursPredict;
  const sklearnSeconds = seconds.sklearnFit + seconds.sklearnPredict;
  const [peer] = peers;
  const same = predict(points, rated, targets, { ...peer, kernel: 'rationalQuadratic' });
  const largest = (a: Float64Array, b: Float64Array) =>
    a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);
  return {
    oursSeconds,
    sklearnSeconds,
    ratio: oursSeconds / sklearnSeconds,
    seconds,
    logMarginalLikelihood: { ours: ours[0].logMarginalLikelihood, sklearn: peer.logMarginalLikelihood },
    difference: {
      mean: largest(same.mean, peer.mean),
      std: largest(
        same.variance.map(variance => Math.sqrt(variance + peer.noise)),
        peer.std,
      ),
    },
    ratings,
    galaxies,
    components,
    starts,
    rounds,
  };
}

function run(points: Float32Array, rated: Float64Array, targets: Float64Array) {
  const startMs = performance.now();
  const steps = fitHyperparametersSteps('rationalQuadratic', rated, components, targets, {
    seed,
    bounds,
    starts,
  });
  let step = steps.next();
  while (!step.done) step = steps.next();
  const { covariance, logMarginalLikelihood } = step.value;
  const fittedMs = performance.now();
  predict(points, rated, targets, covariance);
  return {
    logMarginalLikelihood,
    fitSeconds: (fittedMs - startMs) / 1000,
    predictSeconds: (performance.now() - fittedMs) / 1000,
  };
}

function predict(
  points: Float32Array,
  rated: Float64Array,
  targets: Float64Array,
  covariance: Covariance,
): Predictions {
  const model = new GaussianProcess(covariance, components);
  for (const _ of model.learnSteps(rated, targets));
  const into = emptyPredictions(galaxies);
  const rows = Uint32Array.from({ length: galaxies }, (_, i) => i);
  const predicted = { model, predictor: createPredictorMaker()(model), points };
  for (const _ of predictSteps(predicted, rows, into, { deviations: true }));
  return into;
}

/** Tells before the long part, not after it, that the peer is missing. */
function needSklearn(): void {
  const { status } = spawnSync('python3', ['-c', 'import sklearn, numpy'], { stdio: 'ignore' });
  if (status !== 0) {
    throw new Error(
      "need Python's scikit-learn to compare with; got none: python3 -m pip install scikit-learn",
    );
  }
}

function sklearn(points: Float32Array, rated: Float64Array, targets: Float64Array): Peer {
  const folder = mkdtempSync(join(tmpdir(), 'morphospace-'));
  try {
    const files = ['rated', 'targets', 'points', 'output'].map(name => join(folder, name));
    writeFileSync(files[0], rated);
    writeFileSync(files[1], targets);
    writeFileSync(files[2], Float64Array.from(points));
    const script = fileURLToPath(new URL('../peers/gpPeer.py', import.meta.url));
    const { status, stdout } = spawnSync(
      'python3',
      [script, ...files.slice(0, 3), String(components), String(starts), files[3]],
      {
        stdio: ['ignore', 'pipe', 2],
        encoding: 'utf8',
        env: { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' },
      },
    );
    if (status !== 0) throw new Error('scikit-learn did not finish; see the lines above');
    const answers = new Float64Array(Uint8Array.from(readFileSync(files[3])).buffer);
    return { ...JSON.parse(stdout), mean: answers.slice(0, galaxies), std: answers.slice(galaxies) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
