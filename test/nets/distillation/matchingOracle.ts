import * as tf from '@tensorflow/tfjs-core';
import { createStudentNetwork } from '../../../src/nets/distillation/studentNetwork.ts';
import type { StudentShape } from '../../../src/nets/distillation/studentShape.ts';
import { type Matching, matchingGradient } from '../../../src/nets/distillation/trajectoryMatching.ts';
import oracleFile from '../../fixtures/matching-oracle.json';
import { formulaStudent, formulaStudentImages, formulaWay } from './formulaStudent.ts';

interface OracleCase {
  /** Rows of each step; null for all. */
  steps: (number[] | null)[];
  stepSize: number;
  firstLoss: number;
  firstHessianProduct: string;
  loss: number;
  logStepSize: number;
  images: string;
}
interface Oracle {
  shape: StudentShape;
  images: number;
  cases: Record<string, OracleCase>;
}

/** What PyTorch's double backward found: pretrain/matching_oracle.py. */
export const matchingOracle: Oracle = oracleFile;

/** The (n) 32-bit numbers of a text in base 64. */
export function unpacked(base64: string): Float32Array {
  const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0));
  return new Float32Array(bytes.buffer);
}

export const norm = (values: ArrayLike<number>) =>
  Math.sqrt(Array.from(values).reduce((sum, v) => sum + v * v, 0));
/** Length of the difference over the length of what was wanted, both (n). */
export const relativeError = (got: Float32Array, want: Float32Array) =>
  norm(got.map((value, i) => value - want[i])) / norm(want);

function balancedTargets(images: number, classes: number): tf.Tensor2D {
  const labels = tf.tensor1d(
    Int32Array.from({ length: images }, (_, i) => i % classes),
    'int32',
  );
  return tf.cast(tf.oneHot(labels, classes), 'float32') as tf.Tensor2D;
}

/**
 * The tensors of a matching, in a scope that takes them away again.
 *
 * @param images (n, side, side, channels)
 * @param start (parameters), flat
 */
export async function matched<T>(
  shape: StudentShape,
  images: Float32Array,
  rest: Pick<Matching, 'batches' | 'logStepSize'>,
  work: (matching: Matching) => Promise<T>,
  start = formulaStudent(shape),
): Promise<T> {
  const count = images.length / (shape.sidePx ** 2 * shape.channels);
  const way = formulaWay(shape);
  const tensors = tf.tidy(() => ({
    start: tf.tensor1d(start),
    target: tf.add<tf.Tensor1D>(tf.tensor1d(start), tf.tensor1d(way)),
    images: tf.tensor4d(images, [count, shape.sidePx, shape.sidePx, shape.channels]),
    targets: balancedTargets(count, shape.classes),
  }));
  try {
    return await work({ network: createStudentNetwork(shape), ...tensors, ...rest });
  } finally {
    tf.dispose(tensors);
  }
}

/** How far our gradient of a case is from PyTorch's, in shares of it. */
export function gradientErrors(
  told: OracleCase,
): Promise<{ loss: number; pixels: number; logStepSize: number }> {
  const images = formulaStudentImages(matchingOracle.shape, matchingOracle.images);
  const batches = told.steps.map(rows => (rows ? { rows: Uint32Array.from(rows) } : {}));
  const rest = { batches, logStepSize: Math.log(told.stepSize) };
  return matched(matchingOracle.shape, images, rest, async matching => {
    const got = await matchingGradient(matching);
    const pixels = (await got.images.data()) as Float32Array;
    got.images.dispose();
    return {
      loss: Math.abs(got.loss / told.loss - 1),
      pixels: relativeError(pixels, unpacked(told.images)),
      logStepSize: Math.abs(got.logStepSize / told.logStepSize - 1),
    };
  });
}
