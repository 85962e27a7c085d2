import type { KernelName } from '../maths/interest/kernels.ts';
import {
  type BlockPredictor,
  type LearntModel,
  type PredictorMaker,
  plainPredictor,
} from '../maths/interest/predictBlock.ts';
import { packedRow } from '../maths/linear/cholesky.ts';
import { assembleModule } from './assembler/wasmAssembler.ts';
import { distancesCode, lanes, reductionCode, solveLowerCode, tileRows } from './blockSolve.ts';
import { covarianceCode } from './covariances.ts';

type CovarianceKernel = (x: number, count: number, amplitude: number, scale: number, shape: number) => void;

/** The exported functions; arguments are addresses in bytes and counts. */
interface PredictorKernels extends Record<KernelName, CovarianceKernel> {
  distances(points: number, queries: number, y: number, size: number, columns: number): void;
  solveLower(packed: number, x: number, size: number): void;
  least(x: number, y: number, size: number): void;
  squareSum(x: number, y: number, size: number): void;
  weightedSum(x: number, y: number, size: number, weights: number): void;
}

const pageBytes = 65536; // WebAssembly's unit of memory

/**
 * Makes predictors that compute in WebAssembly, two doubles at a time; plain ones where SIMD is missing. All share one
 * memory, which grows to the largest model: making a predictor invalidates the one before.
 */
export function createPredictorMaker(): PredictorMaker {
  const bytes = assembleModule([distancesCode, ...covarianceCode, solveLowerCode, ...reductionCode]);
  if (!WebAssembly.validate(bytes)) return plainPredictor;
  const memory = new WebAssembly.Memory({ initial: 1 });
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { host: { memory } });
  const kernels = instance.exports as unknown as PredictorKernels;
  return model => wasmPredictor(model, memory, kernels);
}

function wasmPredictor(
  model: LearntModel,
  memory: WebAssembly.Memory,
  kernels: PredictorKernels,
): BlockPredictor {
  const { covariance, columns, size, centre } = model;
  const padded = Math.ceil(size / tileRows) * tileRows;
  const lengths = {
    points: padded * columns,
    weights: size,
    packed: packedRow(padded),
    queries: columns * lanes,
    solved: padded * lanes,
    mean: lanes,
    variance: lanes,
    nearest: lanes,
  };
  const wanted = Object.values(lengths).reduce((sum, length) => sum + 8 * length + 16, 0);
  if (memory.buffer.byteLength < wanted) {
    memory.grow(Math.ceil((wanted - memory.buffer.byteLength) / pageBytes));
  }
  let free = 0;
  const place = (length: number) => {
    const array = new Float64Array(memory.buffer, free, length).fill(0);
    free = Math.ceil((free + 8 * length) / 16) * 16; // so that loads of two doubles are aligned
    return array;
  };
  const points = place(lengths.points);
  const weights = place(lengths.weights);
  const packed = place(lengths.packed);
  const queries = place(lengths.queries);
  const solved = place(lengths.solved);
  const [mean, variance, nearest] = [place(lanes), place(lanes), place(lanes)];
  points.set(model.points);
  weights.set(model.weights);
  packed.set(model.packed.subarray(0, packedRow(size)));
  for (let i = size; i < padded; i++) packed[packedRow(i) + i] = 1; // padding rows: a diagonal of 1, so that dividing by it is harmless
  const { kernel, amplitude, lengthScale, shape } = covariance;
  const factors = { rationalQuadratic: 1 / (2 * shape), rbf: 0.5, matern32: 3, matern52: 5 };
  const scale = factors[kernel] / (lengthScale * lengthScale);
  return {
    queries,
    mean,
    variance,
    nearest,
    solved: solved.subarray(0, size * lanes),
    run(deviations) {
      kernels.distances(points.byteOffset, queries.byteOffset, solved.byteOffset, padded, columns);
      kernels.least(solved.byteOffset, nearest.byteOffset, size);
      kernels[kernel](solved.byteOffset, padded * lanes, amplitude, scale, shape);
      kernels.weightedSum(solved.byteOffset, mean.byteOffset, size, weights.byteOffset);
      for (let q = 0; q < lanes; q++) mean[q] += centre;
      if (!deviations) return;
      kernels.solveLower(packed.byteOffset, solved.byteOffset, padded);
      kernels.squareSum(solved.byteOffset, variance.byteOffset, size);
      for (let q = 0; q < lanes; q++) variance[q] = Math.max(0, amplitude - variance[q]);
    },
  };
}
