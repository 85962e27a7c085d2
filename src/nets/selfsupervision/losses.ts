import * as tf from '@tensorflow/tfjs-core';
import { unitRows } from './headLayers.ts';

/** A loss and its gradient by each view the student gave. Tensors live in the caller's tidy. */
interface LossAndGradients {
  value: tf.Scalar;
  /** (batch, numbers) each */
  gradients: tf.Tensor2D[];
}

/**
 * BYOL's: the squared distance of predictions and the teacher's projections of the other view, both of length 1: 2 − 2 cos,
 * 0 where they agree (Grill et al. 2020, equation 2), mean over galaxies and both ways. Nothing pushes galaxies apart: the
 * predictor and the slow teacher are what keeps them from one point.
 *
 * @param predicted (batch, projection) the student's of either view
 * @param wanted (batch, projection) the teacher's of either view, taken as they are
 */
export function byolLoss(
  predicted: readonly [tf.Tensor2D, tf.Tensor2D],
  wanted: readonly [tf.Tensor2D, tf.Tensor2D],
): LossAndGradients {
  const [batch] = predicted[0].shape;
  const ways = predicted.map((view, i) => {
    const [said, other] = [unitRows(view), unitRows(wanted[1 - i]).y];
    const agreement = tf.mean(tf.sum(tf.mul(said.y, other), 1));
    return { agreement, gradient: said.backward(tf.mul(other, -1 / batch), new Map()) };
  });
  const agreed = tf.add(ways[0].agreement, ways[1].agreement);
  return { value: tf.sub(2, agreed), gradients: ways.map(({ gradient }) => gradient) };
}

/** Weights of VICReg's three terms; defaults are the paper's. */
interface VicregWeights {
  invariance?: number;
  variance?: number;
  covariance?: number;
}

const vicregEpsilon = 1e-4; // the paper's, under the root

/**
 * VICReg's (Bardes et al. 2022, algorithm 1): views of a galaxy alike, each number of the projections of a standard deviation
 * of 1 or more over the batch, and no two numbers correlated.
 *
 * @param views (batch, projection) of either view
 */
export function vicregLoss(
  views: readonly [tf.Tensor2D, tf.Tensor2D],
  { invariance = 25, variance = 25, covariance = 1 }: VicregWeights = {},
): LossAndGradients {
  const [batch, columns] = views[0].shape;
  const apart = tf.sub<tf.Tensor2D>(views[0], views[1]);
  const alike = tf.mul(tf.mean(tf.square(apart)), invariance);
  const terms = views.map((view, i) => {
    const centred = tf.sub<tf.Tensor2D>(view, tf.mean(view, 0));
    const shared = tf.div<tf.Tensor2D>(tf.matMul(tf.transpose(centred), centred), batch - 1); // (columns, columns)
    const own = tf.div(tf.sum(tf.square(centred), 0), batch - 1); // (columns) its diagonal
    const deviation = tf.sqrt(tf.add(own, vicregEpsilon));
    const short = tf.relu(tf.sub(1, deviation));
    const others = tf.sub<tf.Tensor2D>(shared, tf.diag(own as tf.Tensor1D));
    const towards = tf.mul(apart, ((i === 0 ? 2 : -2) * invariance) / (batch * columns));
    const wider = tf.mul(
      tf.div(tf.mul(centred, tf.step(short)), deviation),
      -variance / (2 * columns * (batch - 1)),
    );
    const freer = tf.mul(tf.matMul(centred, others), (4 * covariance) / (columns * (batch - 1)));
    return {
      value: tf.add(
        tf.mul(tf.mean(short), variance / 2),
        tf.mul(tf.sum(tf.square(others)), covariance / columns),
      ),
      gradient: tf.add<tf.Tensor2D>(tf.add(towards, wider), freer),
    };
  });
  return {
    value: tf.add(alike, tf.add(terms[0].value, terms[1].value)),
    gradients: terms.map(({ gradient }) => gradient),
  };
}

/**
 * The teacher's shares: softmax of its outputs less the centre, over its temperature (Caron et al. 2021). A temperature below
 * the student's sharpens, the centre keeps one output from taking all.
 *
 * @param outputs (n, outputs)
 * @param centre (outputs) running mean of the teacher's outputs
 */
export function teacherShares(outputs: tf.Tensor2D, centre: tf.Tensor, temperature: number): tf.Tensor2D {
  return tf.softmax(tf.div<tf.Tensor2D>(tf.sub(outputs, centre), temperature));
}

/**
 * DINO's: the cross-entropy of the teacher's shares of each large view and the student's of every other view, mean over
 * pairs of views and galaxies (Caron et al. 2021, algorithm 1).
 *
 * @param students (batch, outputs) of each view, large ones first
 * @param teachers (batch, outputs) shares of each large view, taken as they are
 * @param temperature the student's
 */
export function dinoLoss(
  students: readonly tf.Tensor2D[],
  teachers: readonly tf.Tensor2D[],
  temperature: number,
): LossAndGradients {
  const [batch] = students[0].shape;
  const pairs = teachers.length * (students.length - 1);
  const views = students.map((outputs, view) => {
    const others = teachers.filter((_, large) => large !== view);
    const wanted = others.reduce((sum, shares) => tf.add(sum, shares)); // rows of sum others.length
    const logShares = tf.logSoftmax(tf.div<tf.Tensor2D>(outputs, temperature));
    const excess = tf.sub<tf.Tensor2D>(tf.mul(tf.exp(logShares), others.length), wanted);
    return {
      value: tf.div(tf.neg(tf.sum(tf.mul(wanted, logShares))), batch * pairs),
      gradient: tf.div<tf.Tensor2D>(excess, temperature * batch * pairs),
    };
  });
  return {
    value: views.map(({ value }) => value).reduce((sum, value) => tf.add(sum, value)) as tf.Scalar,
    gradients: views.map(({ gradient }) => gradient),
  };
}
