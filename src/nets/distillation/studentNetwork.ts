import * as tf from '@tensorflow/tfjs-core';
import { sizeOf } from '../../maths/weights.ts';
import { registerBackwardKernels } from '../training/backwardKernels.ts';
import {
  type BlockChange,
  type BlockPass,
  type BlockTensors,
  blockBackward,
  blockBackwardChange,
  blockForward,
  blockForwardChange,
  blockInputGradient,
  blockParameterGradient,
} from './studentBlock.ts';
import {
  featureCount,
  parameterCount,
  type StudentShape,
  studentBlocks,
  studentLayout,
} from './studentShape.ts';

/** A loss of a student and its gradients; the caller's to dispose. */
export interface StudentGradient {
  /** Mean cross-entropy, a scalar. */
  loss: tf.Scalar;
  /** (parameters) */
  parameters: tf.Tensor1D;
}

/** The derivatives along a direction v of the parameters; the caller's to dispose. */
interface StudentTangent {
  /** Of the loss: ∇θ L · v, a scalar. */
  loss: tf.Scalar;
  /** (parameters) Of the gradient: H · v. */
  parameters: tf.Tensor1D;
  /** (batch, side, side, channels) Of the images' gradient: (∂²L / ∂x ∂θ) · v. */
  images: tf.Tensor4D;
}

/**
 * ConvNet-D3 as a function of its parameters, which are one flat vector on the backend. First and second derivatives are
 * written out rather than taped: tfjs's own second derivatives throw or are wrong, and a tape grows with the steps.
 *
 * Images are (batch, side, side, channels), standardised; targets (batch, classes) shares that sum to 1.
 */
export interface StudentNetwork {
  shape: StudentShape;
  /** @returns (batch, classes) */
  logits(parameters: tf.Tensor1D, images: tf.Tensor4D): tf.Tensor2D;
  /** @returns (batch, features): what the last layer sees */
  features(parameters: tf.Tensor1D, images: tf.Tensor4D): tf.Tensor2D;
  /** Mean cross-entropy of the logits against the targets, and its gradient by the parameters. */
  gradient(parameters: tf.Tensor1D, images: tf.Tensor4D, targets: tf.Tensor2D): StudentGradient;
  /**
   * Exact, by differentiating the written-out gradient along the direction (Pearlmutter 1994, "Fast exact multiplication by
   * the Hessian"): costs about twice a gradient.
   *
   * @param direction (parameters)
   */
  tangent(
    parameters: tf.Tensor1D,
    images: tf.Tensor4D,
    targets: tf.Tensor2D,
    direction: tf.Tensor1D,
  ): StudentTangent;
  /**
   * The images' gradient of a loss of their features.
   *
   * @param dFeatures gets the features, returns the loss's gradient, both (batch, features)
   * @returns (batch, side, side, channels)
   */
  imageGradient(
    parameters: tf.Tensor1D,
    images: tf.Tensor4D,
    dFeatures: (features: tf.Tensor2D) => tf.Tensor2D,
  ): tf.Tensor4D;
}

interface StudentTensors {
  blocks: BlockTensors[];
  /** (features, classes) */
  weight: tf.Tensor2D;
  /** (classes) */
  bias: tf.Tensor1D;
}

/** @throws RangeError where the shape is none of a student */
// Longer than 100 lines: forward, gradient and its derivative along a direction read the same layout of parameters.
export function createStudentNetwork(shape: StudentShape): StudentNetwork {
  registerBackwardKernels();
  const layout = studentLayout(shape);
  const length = parameterCount(shape);
  const features = featureCount(shape);

  function cut(flat: tf.Tensor1D): StudentTensors {
    if (flat.size !== length) {
      throw new RangeError(`need the ${length} parameters of this student; got ${flat.size}`);
    }
    let at = 0;
    const tensors = layout.map(({ shape: sides }) => {
      const size = sizeOf(sides);
      at += size;
      return tf.reshape(tf.slice(flat, at - size, size), sides);
    });
    const blocks = Array.from({ length: studentBlocks }, (_, block) => ({
      filter: tensors[3 * block] as tf.Tensor4D,
      scale: tensors[3 * block + 1] as tf.Tensor1D,
      shift: tensors[3 * block + 2] as tf.Tensor1D,
    }));
    return { blocks, weight: tensors.at(-2) as tf.Tensor2D, bias: tensors.at(-1) as tf.Tensor1D };
  }

  function join({ blocks, weight, bias }: StudentTensors): tf.Tensor1D {
    const tensors = [...blocks.flatMap(({ filter, scale, shift }) => [filter, scale, shift]), weight, bias];
    return tf.concat1d(tensors.map(tensor => tf.reshape<tf.Rank.R1>(tensor, [tensor.size])));
  }

  function forward(images: tf.Tensor4D, { blocks }: StudentTensors) {
    const passes: BlockPass[] = [];
    let x = images;
    for (const block of blocks) {
      passes.push(blockForward(x, block));
      x = passes[passes.length - 1].output;
    }
    return { passes, seen: tf.reshape<tf.Rank.R2>(x, [images.shape[0], features]) };
  }

  const answer = (seen: tf.Tensor2D, { weight, bias }: StudentTensors) =>
    tf.add<tf.Tensor2D>(tf.matMul(seen, weight), bias);

  const asMap = (seen: tf.Tensor2D, like: BlockPass) => tf.reshape<tf.Rank.R4>(seen, like.output.shape);

  return {
    shape,
    logits: (parameters, images) =>
      tf.tidy(() => {
        const tensors = cut(parameters);
        return answer(forward(images, tensors).seen, tensors);
      }),
    features: (parameters, images) => tf.tidy(() => forward(images, cut(parameters)).seen),

    gradient: (parameters, images, targets) =>
      tf.tidy(() => {
        const tensors = cut(parameters);
        const { passes, seen } = forward(images, tensors);
        const { loss, dLogits } = crossEntropy(answer(seen, tensors), targets);
        const gradients: BlockTensors[] = [];
        let dOutput = asMap(tf.matMul(dLogits, tensors.weight, false, true), passes[studentBlocks - 1]);
        for (let block = studentBlocks - 1; block >= 0; block--) {
          const [pass, own] = [passes[block], tensors.blocks[block]];
          const behind = blockBackward(pass, own, dOutput);
          gradients.unshift(blockParameterGradient(pass, behind, own));
          if (block > 0) dOutput = blockInputGradient(behind.norm.input, own.filter);
        }
        const weight = tf.matMul<tf.Tensor2D>(seen, dLogits, true);
        return { loss, parameters: join({ blocks: gradients, weight, bias: tf.sum(dLogits, 0) }) };
      }),

    tangent: (parameters, images, targets, direction) =>
      tf.tidy(() => {
        const tensors = cut(parameters);
        const along = cut(direction);
        const { passes, seen } = forward(images, tensors);
        const changes: BlockChange[] = [];
        for (const [block, pass] of passes.entries()) {
          const dotInput = changes.at(-1)?.output;
          changes.push(blockForwardChange(pass, tensors.blocks[block], along.blocks[block], dotInput));
        }
        const dotSeen = tf.reshape<tf.Rank.R2>(changes[studentBlocks - 1].output, seen.shape);
        const { dLogits, shares } = crossEntropy(answer(seen, tensors), targets);
        const dotLogits = tf.add<tf.Tensor2D>(tf.matMul(dotSeen, tensors.weight), answer(seen, along));
        const dotDLogits = softmaxChange(shares, dotLogits);

        const last = passes[studentBlocks - 1];
        let dOutput = asMap(tf.matMul(dLogits, tensors.weight, false, true), last);
        let dotDOutput = asMap(
          tf.add(
            tf.matMul(dotDLogits, tensors.weight, false, true),
            tf.matMul(dLogits, along.weight, false, true),
          ),
          last,
        );
        const blocks: BlockTensors[] = [];
        for (let block = studentBlocks - 1; block >= 0; block--) {
          const [pass, own, direction] = [passes[block], tensors.blocks[block], along.blocks[block]];
          const behind = blockBackward(pass, own, dOutput);
          const change = blockBackwardChange(pass, changes[block], behind, { own, direction }, dotDOutput);
          blocks.unshift(change.parameters);
          if (block > 0) dOutput = blockInputGradient(behind.norm.input, own.filter);
          dotDOutput = tf.add(
            blockInputGradient(change.dotDConvolved, own.filter),
            blockInputGradient(behind.norm.input, direction.filter),
          );
        }
        const weight = tf.add<tf.Tensor2D>(
          tf.matMul(seen, dotDLogits, true),
          tf.matMul(dotSeen, dLogits, true),
        );
        return {
          loss: tf.sum<tf.Scalar>(tf.mul(dLogits, dotLogits)),
          parameters: join({ blocks, weight, bias: tf.sum(dotDLogits, 0) }),
          images: dotDOutput,
        };
      }),

    imageGradient: (parameters, images, dFeatures) =>
      tf.tidy(() => {
        const tensors = cut(parameters);
        const { passes, seen } = forward(images, tensors);
        let dOutput = asMap(dFeatures(seen), passes[studentBlocks - 1]);
        for (let block = studentBlocks - 1; block >= 0; block--) {
          const own = tensors.blocks[block];
          dOutput = blockInputGradient(blockBackward(passes[block], own, dOutput).norm.input, own.filter);
        }
        return dOutput;
      }),
  };
}

/** Mean over the batch of −Σ target · ln softmax(logits), and its gradient. */
export function crossEntropy(logits: tf.Tensor2D, targets: tf.Tensor2D) {
  const lifted = tf.sub<tf.Tensor2D>(logits, tf.max(logits, 1, true)); // the largest is 0: no overflow
  const powers = tf.exp(lifted);
  const total = tf.sum(powers, 1, true); // (batch, 1)
  const shares = tf.div<tf.Tensor2D>(powers, total);
  const batch = logits.shape[0];
  const ownLog = tf.sum(tf.mul(targets, tf.sub(lifted, tf.log(total))));
  return {
    loss: tf.div<tf.Scalar>(tf.neg(ownLog), batch),
    shares,
    dLogits: tf.div<tf.Tensor2D>(tf.sub(shares, targets), batch),
  };
}

/** How (p − y) / batch changes with the logits: p · (u̇ − Σ p u̇) / batch. */
function softmaxChange(shares: tf.Tensor2D, dotLogits: tf.Tensor2D): tf.Tensor2D {
  const mean = tf.sum(tf.mul(shares, dotLogits), 1, true); // (batch, 1)
  return tf.div(tf.mul(shares, tf.sub(dotLogits, mean)), shares.shape[0]);
}
