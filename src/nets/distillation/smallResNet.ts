import * as tf from '@tensorflow/tfjs-core';
import { createRandom } from '../../maths/statistics/random.ts';
import { sizeOf } from '../../maths/weights.ts';
import { registerBackwardKernels } from '../training/backwardKernels.ts';
import { instanceNorm, instanceNormGradient, type Normal } from './instanceNorm.ts';
import { blockInputGradient, channelSums, convolve, filterGradient, spread } from './studentBlock.ts';
import { crossEntropy } from './studentNetwork.ts';
import type { StudentShape, StudentTensor } from './studentShape.ts';
import type { FlatClassifier } from './studentTraining.ts';

const stages = 3; // halving the side each time but the first: 32, 16 and 8 px

/**
 * The parameters in the order of their flat vector. A stage is one basic block (He et al. 2016): two 3 × 3 convolutions, each
 * with instance norm, and a 1 × 1 on the shortcut where the width changes, which it doubles from stage to stage.
 */
export function smallResNetLayout({ channels, classes, width }: StudentShape): StudentTensor[] {
  const norm = (name: string, out: number) => [
    { name: `${name}.scale`, shape: [out] },
    { name: `${name}.shift`, shape: [out] },
  ];
  const blocks = Array.from({ length: stages }, (_, stage) => {
    const [from, to] = [width * 2 ** Math.max(0, stage - 1), width * 2 ** stage];
    return [
      { name: `${stage}.first`, shape: [3, 3, from, to] },
      ...norm(`${stage}.first`, to),
      { name: `${stage}.second`, shape: [3, 3, to, to] },
      ...norm(`${stage}.second`, to),
      ...(from === to ? [] : [{ name: `${stage}.shortcut`, shape: [1, 1, from, to] }]),
    ];
  });
  const features = width * 2 ** (stages - 1);
  return [
    { name: 'stem', shape: [3, 3, channels, width] },
    ...norm('stem', width),
    ...blocks.flat(),
    { name: 'head.weight', shape: [features, classes] },
    { name: 'head.bias', shape: [classes] },
  ];
}

/** A convolution with its norm: its parameters, or a gradient of them. */
interface Unit {
  /** (height, width, in, out) */
  filter: tf.Tensor4D;
  /** (out) */
  scale: tf.Tensor1D;
  /** (out) */
  shift: tf.Tensor1D;
}

interface UnitPass {
  input: tf.Tensor4D;
  normal: Normal;
  /** Before any ReLU. */
  output: tf.Tensor4D;
}

function unitForward(input: tf.Tensor4D, { filter, scale, shift }: Unit): UnitPass {
  const normal = instanceNorm(convolve(input, filter));
  return { input, normal, output: tf.add<tf.Tensor4D>(tf.mul(normal.values, scale), shift) };
}

/** @returns gradients of the parameters, and behind the convolution, from which the input's follows */
function unitBackward({ input, normal }: UnitPass, { filter, scale }: Unit, dOutput: tf.Tensor4D) {
  const dConvolved = instanceNormGradient(normal, tf.mul<tf.Tensor4D>(dOutput, scale)).input;
  const gradient: Unit = {
    filter: filterGradient(input, dConvolved, filter.shape),
    scale: channelSums(tf.mul<tf.Tensor4D>(dOutput, normal.values)),
    shift: channelSums(dOutput),
  };
  return { gradient, dConvolved };
}

const halved = (x: tf.Tensor4D) => tf.avgPool(x, 2, 2, 'valid');
const open = (x: tf.Tensor4D, gradient: tf.Tensor4D) => tf.mul<tf.Tensor4D>(gradient, tf.step(x));

/**
 * A small ResNet to judge prototypes by: they were made with a plain ConvNet, and should teach another architecture too. Its
 * gradient is written out, for it shares the student's kernels.
 */
export function createSmallResNet(shape: StudentShape): FlatClassifier {
  registerBackwardKernels();
  const places = new Map<string, { at: number; sides: number[] }>();
  let length = 0;
  for (const { name, shape: sides } of smallResNetLayout(shape)) {
    places.set(name, { at: length, sides });
    length += sizeOf(sides);
  }

  function partsOf(flat: tf.Tensor1D) {
    const part = (name: string) => {
      const { at, sides } = places.get(name)!;
      return tf.reshape(tf.slice(flat, at, sizeOf(sides)), sides);
    };
    const unit = (name: string) =>
      ({ filter: part(name), scale: part(`${name}.scale`), shift: part(`${name}.shift`) }) as Unit;
    const blocks = Array.from({ length: stages }, (_, stage) => ({
      first: unit(`${stage}.first`),
      second: unit(`${stage}.second`),
      shortcut: places.has(`${stage}.shortcut`) ? (part(`${stage}.shortcut`) as tf.Tensor4D) : undefined,
    }));
    const weight = part('head.weight') as tf.Tensor2D;
    return { stem: unit('stem'), blocks, weight, bias: part('head.bias') as tf.Tensor1D };
  }

  function forward(images: tf.Tensor4D, { stem, blocks, weight, bias }: ReturnType<typeof partsOf>) {
    const stemPass = unitForward(images, stem);
    let x = tf.relu(stemPass.output);
    const passes = blocks.map((block, stage) => {
      const input = stage > 0 ? halved(x) : x;
      const first = unitForward(input, block.first);
      const second = unitForward(tf.relu(first.output), block.second);
      const sum = tf.add<tf.Tensor4D>(
        second.output,
        block.shortcut ? convolve(input, block.shortcut) : input,
      );
      x = tf.relu(sum);
      return { input, first, second, sum };
    });
    const features = tf.mean<tf.Tensor2D>(x, [1, 2]);
    return { stemPass, passes, features, logits: tf.add<tf.Tensor2D>(tf.matMul(features, weight), bias) };
  }

  function gradientOf(flat: tf.Tensor1D, images: tf.Tensor4D, targets: tf.Tensor2D) {
    const parts = partsOf(flat);
    const { stemPass, passes, features, logits } = forward(images, parts);
    const { loss, dLogits } = crossEntropy(logits, targets);
    const gradients = new Map<string, tf.Tensor>([
      ['head.weight', tf.matMul(features, dLogits, true)],
      ['head.bias', tf.sum(dLogits, 0)],
    ]);
    const note = (name: string, { filter, scale, shift }: Unit) => {
      gradients.set(name, filter).set(`${name}.scale`, scale).set(`${name}.shift`, shift);
    };
    const last = passes[stages - 1].sum;
    const [batch, side, , wide] = last.shape;
    const dFeatures = tf.div(tf.matMul(dLogits, parts.weight, false, true), side * side);
    let dOutput = tf.tile<tf.Tensor4D>(tf.reshape(dFeatures, [batch, 1, 1, wide]), [1, side, side, 1]);
    for (let stage = stages - 1; stage >= 0; stage--) {
      const { input, first, second, sum } = passes[stage];
      const block = parts.blocks[stage];
      const dSum = open(sum, dOutput);
      const behind = unitBackward(second, block.second, dSum);
      note(`${stage}.second`, behind.gradient);
      const dInner = open(first.output, blockInputGradient(behind.dConvolved, block.second.filter));
      const before = unitBackward(first, block.first, dInner);
      note(`${stage}.first`, before.gradient);
      if (block.shortcut) {
        gradients.set(`${stage}.shortcut`, filterGradient(input, dSum, block.shortcut.shape));
      }
      const dInput = tf.add<tf.Tensor4D>(
        blockInputGradient(before.dConvolved, block.first.filter),
        block.shortcut ? blockInputGradient(dSum, block.shortcut) : dSum,
      );
      dOutput = stage > 0 ? spread(dInput) : dInput;
    }
    note('stem', unitBackward(stemPass, parts.stem, open(stemPass.output, dOutput)).gradient);
    const flatParts = [...places.keys()].map(name => {
      const gradient = gradients.get(name)!;
      return tf.reshape<tf.Rank.R1>(gradient, [gradient.size]);
    });
    return { loss, parameters: tf.concat1d(flatParts) };
  }

  return {
    fresh: seed => freshParameters(places, length, seed),
    logits: (parameters, images) => tf.tidy(() => forward(images, partsOf(parameters)).logits),
    gradient: (parameters, images, targets) => tf.tidy(() => gradientOf(parameters, images, targets)),
  };
}

/** Filters of the spread that keeps a ReLU's variance (He et al. 2015), the last layer's of a linear one; scales 1. */
function freshParameters(
  places: ReadonlyMap<string, { at: number; sides: number[] }>,
  length: number,
  seed: number,
): Float32Array {
  const random = createRandom(seed);
  const values = new Float32Array(length);
  for (const [name, { at, sides }] of places) {
    const size = sizeOf(sides);
    if (name.endsWith('.scale')) values.fill(1, at, at + size);
    if (sides.length === 1) continue;
    const inputs = size / sides[sides.length - 1];
    const deviation = Math.sqrt((name === 'head.weight' ? 1 : 2) / inputs);
    for (let i = 0; i < size; i++) values[at + i] = deviation * random.normal();
  }
  return values;
}
