import * as tf from '@tensorflow/tfjs-core';
import type { PixelViews } from '../training/pixelViews.ts';
import type { StudentNetwork } from './studentNetwork.ts';

/** What one student step sees. */
export interface StudentBatch {
  /** Rows among the synthetic images; absent: all, in order. */
  rows?: Uint32Array;
  /** How the step sees them; absent: as they are. */
  views?: PixelViews;
}

/** A student’s steps and the expert’s parameters that they are to reach. */
export interface Matching {
  network: StudentNetwork;
  /** (parameters) θ*_t, where the student starts. */
  start: tf.Tensor1D;
  /** (parameters) θ*_{t+1}, or further on: where it should arrive. */
  target: tf.Tensor1D;
  /** (images, side, side, channels) */
  images: tf.Tensor4D;
  /** (images, classes) shares that sum to 1 */
  targets: tf.Tensor2D;
  /** One a student step: N of them. */
  batches: readonly StudentBatch[];
  /** ln α: the step size is learnt as its logarithm, and so stays positive. */
  logStepSize: number;
  /** Called between steps: lets others have their turn, and may throw to stop. Default: nothing */
  pause?: () => Promise<void> | void;
}

/** The loss of a matching and its gradient. */
interface MatchingGradient {
  /** ‖θ̂ − θ*_{t+1}‖² / ‖θ*_t − θ*_{t+1}‖²: 1 where the student stands still. */
  loss: number;
  /** (images, side, side, channels), the caller's to dispose */
  images: tf.Tensor4D;
  logStepSize: number;
}

/**
 * The loss of trajectory matching (Cazenavette et al. 2022, equation 2) after N steps θ_{k+1} = θ_k − α ∇θ L(θ_k, x_k) on the
 * synthetic images, and its exact gradient through all of them.
 *
 * Only θ_0 … θ_N are kept. With λ_N = ∂loss/∂θ_N the walk back recomputes each step:
 * ∂loss/∂x −= α (∂²L/∂x∂θ) λ, ∂loss/∂ln α −= α ∇L · λ, λ ← λ − α H λ; so memory beside the parameters does not grow with N.
 */
export async function matchingGradient(matching: Matching): Promise<MatchingGradient> {
  const { network, images, targets, batches, logStepSize, pause } = matching;
  const stepSize = Math.exp(logStepSize);
  const visited: tf.Tensor1D[] = [];
  const held: tf.Tensor[] = []; // what the walk back replaces as it goes
  try {
    await unroll(matching, visited);
    const arrived = visited[visited.length - 1];
    let [loss, adjoint] = tf.tidy(() => {
      const apart = tf.sub<tf.Tensor1D>(arrived, matching.target);
      const whole = wholeWay(matching);
      return [
        tf.div<tf.Scalar>(tf.sum(tf.square(apart)), whole),
        tf.div<tf.Tensor1D>(tf.mul(apart, 2), whole),
      ];
    });
    let [dImages, dLog] = [tf.zerosLike(images), tf.scalar(0)];
    held.push(loss, adjoint, dImages, dLog);
    for (let step = batches.length - 1; step >= 0; step--) {
      const next = tf.tidy(() => {
        const seen = selectBatch(images, targets, batches[step]);
        const tangent = network.tangent(visited[step], seen.images, seen.targets, adjoint);
        const back = seen.backward(tangent.images);
        const less = <T extends tf.Tensor>(from: T, by: tf.Tensor) => tf.sub<T>(from, tf.mul(by, stepSize));
        return [less(adjoint, tangent.parameters), less(dImages, back), less(dLog, tangent.loss)] as const;
      });
      tf.dispose([adjoint, dImages, dLog]);
      [adjoint, dImages, dLog] = next;
      held.splice(1, 3, ...next);
      visited.pop()?.dispose();
      await pause?.();
    }
    const [[value], [logGradient]] = [await loss.data(), await dLog.data()];
    held.splice(held.indexOf(dImages), 1);
    return { loss: value, images: dImages, logStepSize: logGradient };
  } finally {
    tf.dispose([...visited, ...held]);
  }
}

/** The loss alone, for measuring an epoch that is not trained on. */
export async function matchingLoss(matching: Matching): Promise<number> {
  const visited: tf.Tensor1D[] = [];
  try {
    await unroll(matching, visited, true);
    const loss = tf.tidy(() =>
      tf.div(tf.sum(tf.square(tf.sub(visited[visited.length - 1], matching.target))), wholeWay(matching)),
    );
    const [value] = await loss.data();
    loss.dispose();
    return value;
  } finally {
    tf.dispose(visited);
  }
}

/** Fills `visited` with θ_0 … θ_N, or with θ_N alone. */
async function unroll(
  { network, start, images, targets, batches, logStepSize, pause }: Matching,
  visited: tf.Tensor1D[],
  lastOnly = false,
): Promise<void> {
  const stepSize = Math.exp(logStepSize);
  visited.push(tf.clone(start));
  for (const batch of batches) {
    const from = visited[visited.length - 1];
    const to = tf.tidy(() => {
      const seen = selectBatch(images, targets, batch);
      const { parameters } = network.gradient(from, seen.images, seen.targets);
      return tf.sub<tf.Tensor1D>(from, tf.mul(parameters, stepSize));
    });
    if (lastOnly) visited.pop()?.dispose();
    visited.push(to);
    await pause?.();
  }
}

/** ‖θ*_t − θ*_{t+1}‖² */
function wholeWay({ start, target }: Matching): tf.Scalar {
  return tf.sum(tf.square(tf.sub(start, target)));
}

/** A step's images and targets, and the way of their gradient back to all images. */
function selectBatch(images: tf.Tensor4D, targets: tf.Tensor2D, { rows, views }: StudentBatch) {
  const chosen = rows ? tf.tensor1d(Int32Array.from(rows), 'int32') : undefined;
  const some = chosen ? tf.gather(images, chosen) : images;
  const viewed = views ? views.apply(some) : some;
  return {
    images: viewed,
    targets: chosen ? tf.gather(targets, chosen) : targets,
    backward(dImages: tf.Tensor4D): tf.Tensor4D {
      const unviewed = views ? views.adjoint(dImages) : dImages;
      if (!chosen) return unviewed;
      const places = tf.oneHot(chosen, images.shape[0]); // (batch, images)
      const flat = tf.reshape(unviewed, [chosen.size, -1]);
      return tf.reshape(tf.matMul(tf.cast(places, 'float32'), flat, true), images.shape);
    },
  };
}
