import * as tf from '@tensorflow/tfjs-core';
import type { Weights } from '../../maths/weights.ts';
import type { ShowAttention } from '../encoders/encoder.ts';
import { spatialMean } from '../encoders/spatialMean.ts';
import type { BatchNormPass } from './batchNormPass.ts';
import type { FrozenProjection } from './frozenProjection.ts';
import { type Gradients, type Parameter, readParameter } from './parameter.ts';
import type { FoldedFilter, TrainableConvolution } from './trainableConvolution.ts';

/** Convolutions in turn, plus the block's input where it says so. */
export interface TrainableBlock {
  layers: readonly TrainableConvolution[];
  residual: boolean;
}

/** Blocks that are frozen or thawed together. */
export interface TrainableStage {
  /** "conv_stem" (with bn1), "blocks.0" …, "conv_head" (with bn2). */
  name: string;
  blocks: readonly TrainableBlock[];
}

/** An encoder that can be run backwards. Stages count from 0, the one that sees the image. */
export interface TrainableEncoder {
  dimension: number;
  inputChannels: 1 | 3;
  stages: readonly string[];
  /** Names that the keys of blocks begin with, frozen or thawed one by one, bottom to top; absent: EfficientNet's. */
  blocks?: readonly string[];
  parameters: ReadonlyMap<string, Parameter>;
  /**
   * Runs stages `first` … `end` − 1 and keeps nothing for a backward pass.
   *
   * @param x what stage `first` takes; for stage 0 (batch, side, side, inputChannels), 0–1
   * @param end default: all, then the mean over the image and its projection where there is one, (batch, 1, 1, dimension)
   * @param onAttention of a transformer, called once a block
   */
  run(x: tf.Tensor4D, first: number, end?: number, onAttention?: ShowAttention): tf.Tensor4D;
  /**
   * Runs stages `first` to the last as `forward` does, and keeps nothing: norms that normalise by the batch do so here.
   *
   * @returns (batch, dimension)
   */
  answer(x: tf.Tensor4D, first: number): tf.Tensor2D;
  /** Runs stages `first` to the last and keeps what the backward pass needs. */
  forward(x: tf.Tensor4D, first: number): EncoderPass;
  /**
   * Sets every batch norm's statistics to those of these images, from the first layer to the last: an untrained network has no
   * meaningful ones.
   *
   * @param images (batch, side, side, inputChannels), 0–1
   */
  calibrate(images: tf.Tensor4D): Promise<void>;
  /** Every batch norm's statistics by their keys, as they are now. */
  statistics(): Promise<Map<string, Float32Array>>;
  /** Parameters and statistics as they are now and everything else as it was given. */
  weights(): Promise<Weights>;
  dispose(): void;
}

/** One forward pass, with what its backward pass needs. */
interface EncoderPass {
  /** (batch, dimension), the caller's to dispose. */
  vectors: tf.Tensor2D;
  /**
   * The gradients of the wanted parameters; frees all that was kept, so it can be called once only.
   *
   * @param dVectors (batch, dimension) the loss's gradient by `vectors`
   */
  backward(dVectors: tf.Tensor2D, wanted: ReadonlySet<string>): Gradients;
  /** Frees what was kept, instead of `backward`. */
  dispose(): void;
}

/** What one layer did: its input and output, as far as its backward pass needs them. */
interface Trace {
  layer: TrainableConvolution;
  folded: FoldedFilter;
  norm?: BatchNormPass;
  x: tf.Tensor4D;
  y: tf.Tensor4D;
}

const freeTrace = ({ folded, norm }: Pick<Trace, 'folded' | 'norm'>) =>
  tf.dispose([folded.filter, folded.bias, ...(norm ? Object.values(norm) : [])]); // those already disposed are skipped

/**
 * An encoder of these stages, with its gradients written out layer by layer.
 *
 * @param weights what the stages were made of
 * @param prepare the image as the first stage takes it; gives a tensor of its own
 * @param projection of the means, which the representation is; it does not learn. Default: the means themselves
 */
export function trainableEncoder(
  weights: Weights,
  shape: { dimension: number; inputChannels: 1 | 3 },
  stages: readonly TrainableStage[],
  prepare: (images: tf.Tensor4D) => tf.Tensor4D,
  projection?: FrozenProjection,
): TrainableEncoder {
  const layers = stages.flatMap(({ blocks }) => blocks.flatMap(block => block.layers));
  const parameters = new Map(layers.flatMap(layer => layer.parameters).map(each => [each.key, each]));
  const statistics = async () =>
    new Map((await Promise.all(layers.map(layer => layer.statistics()))).flatMap(each => [...each]));
  const finished = (y: tf.Tensor4D) =>
    tf.tidy(() => {
      const means = flat(spatialMean(y)); // (batch, channels)
      return projection ? projection.apply(means) : means; // (batch, dimension)
    });
  const prepared = (x: tf.Tensor4D, first: number) => (first === 0 ? prepare(x) : tf.clone(x));

  return {
    ...shape,
    stages: stages.map(({ name }) => name),
    parameters,
    run: (x, first, end) =>
      tf.tidy(() => {
        let y = prepared(x, first);
        for (const { blocks } of stages.slice(first, end)) {
          for (const block of blocks) {
            const next = runBlock(block, y);
            y.dispose();
            y = next;
          }
        }
        if (end !== undefined) return y;
        const means = spatialMean(y);
        if (!projection) return means;
        const vectors = projection.apply(flat(means)); // (batch, dimension)
        return tf.reshape<tf.Rank.R4>(vectors, [vectors.shape[0], 1, 1, vectors.shape[1]]);
      }),

    answer: (x, first) =>
      tf.tidy(() => {
        let y = prepared(x, first);
        for (const block of stages.slice(first).flatMap(stage => stage.blocks)) {
          const into = y;
          y = tf.tidy(() => {
            let inner = into;
            for (const layer of block.layers) {
              const pass = layer.train(inner);
              freeTrace(pass);
              if (inner !== into) inner.dispose();
              inner = pass.y;
            }
            return block.residual ? tf.add<tf.Tensor4D>(inner, into) : inner;
          });
          into.dispose();
        }
        return finished(y);
      }),

    forward(x, first) {
      const blocks = stages.slice(first).flatMap(stage => stage.blocks);
      const traces: Trace[][] = [];
      let y = prepared(x, first);
      for (const block of blocks) {
        const steps = traceBlock(block, y);
        traces.push(steps.traces);
        y = steps.y;
      }
      const last = y;
      const vectors = finished(last);
      const release = () => {
        last.dispose();
        for (const trace of traces.flat()) {
          tf.dispose([trace.x, trace.y]);
          freeTrace(trace);
        }
      };
      return {
        vectors,
        backward(dVectors, wanted) {
          const gradients: Gradients = new Map();
          let dy: tf.Tensor4D | undefined = tf.tidy(() =>
            spatialMeanGradient(projection ? projection.backward(dVectors) : dVectors, last.shape),
          );
          const lowest = blocks.findIndex(block => thaws(block, wanted));
          for (let i = blocks.length - 1; dy && lowest >= 0 && i >= lowest; i--) {
            dy = blockBackward(blocks[i], traces[i], dy, { wanted, gradients, needsInput: i > lowest });
          }
          dy?.dispose();
          release();
          return gradients;
        },
        dispose: release,
      };
    },

    async calibrate(images) {
      let x = prepare(images);
      for (const { layers: inTurn, residual } of stages.flatMap(stage => stage.blocks)) {
        const into = x;
        for (const layer of inTurn) {
          layer.calibrate(x);
          const next = runBlock({ layers: [layer], residual: false }, x);
          if (x !== into) x.dispose();
          x = next;
        }
        if (residual) {
          const sum = tf.add<tf.Tensor4D>(x, into);
          x.dispose();
          x = sum;
        }
        into.dispose();
      }
      x.dispose();
    },

    statistics,
    async weights() {
      const now: Weights = new Map(weights);
      for (const [key, values] of await statistics()) now.set(key, { shape: [values.length], values });
      for (const [key, parameter] of parameters) now.set(key, await readParameter(parameter));
      return now;
    },
    dispose() {
      for (const layer of layers) layer.dispose();
      projection?.dispose();
    },
  };
}

/** (batch, 1, 1, channels) → (batch, channels) */
function flat(means: tf.Tensor4D): tf.Tensor2D {
  return tf.squeeze<tf.Tensor2D>(means, [1, 2]);
}

function thaws({ layers }: TrainableBlock, wanted: ReadonlySet<string>): boolean {
  return layers.some(({ parameters }) => parameters.some(({ key }) => wanted.has(key)));
}

function runBlock({ layers, residual }: TrainableBlock, x: tf.Tensor4D): tf.Tensor4D {
  return tf.tidy(() => {
    let y = x;
    for (const layer of layers) {
      const next = layer.apply(y, layer.fold());
      if (y !== x) y.dispose();
      y = next;
    }
    return residual ? tf.add<tf.Tensor4D>(y, x) : y;
  });
}

/** @param x the block's to keep */
function traceBlock(
  { layers, residual }: TrainableBlock,
  x: tf.Tensor4D,
): { traces: Trace[]; y: tf.Tensor4D } {
  const traces: Trace[] = [];
  let y = x;
  for (const layer of layers) {
    const { y: next, folded, norm } = layer.train(y);
    traces.push({ layer, folded, norm, x: y, y: next });
    y = next;
  }
  if (!residual) return { traces, y };
  const sum = tf.add<tf.Tensor4D>(y, x);
  y.dispose(); // a projection is linear: its gradient does not need its output
  return { traces, y: sum };
}

/** Backwards through one block; disposes its activations and `dy` as it goes. */
function blockBackward(
  { residual }: TrainableBlock,
  traces: readonly Trace[],
  dy: tf.Tensor4D,
  {
    wanted,
    gradients,
    needsInput,
  }: { wanted: ReadonlySet<string>; gradients: Gradients; needsInput: boolean },
): tf.Tensor4D | undefined {
  let behind: tf.Tensor4D | undefined = dy;
  for (let i = traces.length - 1; behind && i >= 0; i--) {
    const { layer, folded, norm, x, y } = traces[i];
    const lower: boolean =
      needsInput || traces.slice(0, i).some(trace => thaws({ layers: [trace.layer], residual }, wanted));
    const output = y.isDisposed ? undefined : y;
    const before = layer.backward({
      ...{ x, y: output, dy: behind, folded, norm, wanted, gradients, needsInput: lower },
    });
    if (behind !== dy) behind.dispose();
    y.dispose();
    freeTrace(traces[i]);
    behind = before;
  }
  if (!residual || !behind) {
    dy.dispose();
    return behind;
  }
  const sum = tf.add<tf.Tensor4D>(behind, dy);
  tf.dispose([behind, dy]);
  return sum;
}

/** Every pixel gave an equal share of the mean. */
function spatialMeanGradient(
  dVectors: tf.Tensor2D,
  [batch, height, width, channels]: [number, number, number, number],
): tf.Tensor4D {
  return tf.tidy(() => {
    const share = tf.div(dVectors, height * width);
    return tf.tile(tf.reshape(share, [batch, 1, 1, channels]), [1, height, width, 1]);
  });
}
