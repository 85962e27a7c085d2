import * as tf from '@tensorflow/tfjs-core';
import type { SelfSettings } from '../../maths/selfsupervision/settings.ts';
import type { Gradients, Parameter } from '../training/parameter.ts';
import type { TrainableEncoder } from '../training/trainableEncoder.ts';
import { type HeadTensors, unitRows } from './headLayers.ts';
import { applyDinoHead, applyExpander, applyTwoLayers } from './heads.ts';
import { byolLoss, dinoLoss, teacherShares, vicregLoss } from './losses.ts';

/** An encoder with the heads above it. */
export interface HeadedEncoder {
  encoder: TrainableEncoder;
  /** By the names of heads.ts. */
  heads: ReadonlyMap<string, Parameter>;
}

/** What a step takes beside the networks. */
interface StepInputs {
  /** (views · batch, side, side, 3), 0–1, or what the first learning stage takes: large views, then small ones if any. */
  views: readonly tf.Tensor4D[];
  batch: number;
  /** The first stage that learns. */
  stage: number;
  /** The encoder's parameters that learn. */
  learning: ReadonlySet<string>;
  settings: SelfSettings;
  /** DINO's: (outputs) running mean of the teacher's outputs, and the teacher's temperature now. */
  centre?: tf.Tensor;
  teacherTemperature: number;
}

/** What a step gives; all tensors are the caller's to dispose. */
interface StepOutputs {
  loss: tf.Scalar;
  gradients: Gradients;
  /**
   * (2) gauges of collapse: of DINO the entropy of the teacher's mean shares and their divergence from it, in nats; of the
   * others the deviation of projections of length 1, as a share of what it is where all directions are used alike, and 0.
   */
  gauges: tf.Tensor1D;
  /** (outputs) mean of the teacher's outputs, for the centre; DINO's only. */
  teacherMean?: tf.Tensor1D;
}

/**
 * The loss of a batch of views and its gradients, by the encoder's and the heads' keys, each pass written out.
 */
export function selfGradients(
  student: HeadedEncoder,
  teacher: HeadedEncoder | undefined,
  inputs: StepInputs,
): StepOutputs {
  const { views, stage, learning } = inputs;
  const passes = views.map(view => student.encoder.forward(view, stage));
  const gradients: Gradients = new Map();
  const kept: { teacherMean?: tf.Tensor1D; dVectors: tf.Tensor2D[]; loss?: tf.Scalar; gauges?: tf.Tensor1D } =
    {
      dVectors: [],
    };
  tf.tidy(() => {
    const wanted = teacher ? teacherAnswers(teacher, inputs) : { answers: [] };
    const ofHeads: Gradients = new Map();
    const answer = headLoss(inputs, passes, tensorsOf(student.heads), wanted.answers, ofHeads);
    for (const [name, gradient] of ofHeads) gradients.set(name, tf.keep(gradient));
    kept.dVectors = answer.dVectors.map(each => tf.keep(each));
    kept.loss = tf.keep(answer.loss);
    kept.gauges = tf.keep(
      inputs.settings.method === 'dino'
        ? teacherEntropies(wanted.answers)
        : projectionSpread(answer.projected),
    );
    kept.teacherMean = wanted.mean && tf.keep(wanted.mean);
  });
  for (const [i, pass] of passes.entries()) {
    for (const [key, gradient] of pass.backward(kept.dVectors[i], learning)) {
      const before = gradients.get(key);
      gradients.set(key, before ? tf.add(before, gradient) : gradient);
      if (before) tf.dispose([before, gradient]);
    }
  }
  tf.dispose([...passes.map(({ vectors }) => vectors), ...kept.dVectors]);
  return { loss: kept.loss!, gradients, gauges: kept.gauges!, teacherMean: kept.teacherMean };
}

const tensorsOf = (heads: HeadedEncoder['heads']): HeadTensors =>
  new Map([...heads].map(([name, { variable }]) => [name, variable]));

/** Answers of the teacher for each large view, which the student is to meet in the other views. */
function teacherAnswers(
  { encoder, heads }: HeadedEncoder,
  { views, batch, stage, settings, centre, teacherTemperature }: StepInputs,
): { answers: tf.Tensor2D[]; mean?: tf.Tensor1D } {
  const vectors = encoder.answer(views[0], stage);
  const tensors = tensorsOf(heads);
  if (settings.method !== 'dino') {
    return { answers: perView(vectors, batch).map(view => applyTwoLayers(view, 'projector', tensors).y) };
  }
  const { y: outputs } = applyDinoHead(vectors, tensors);
  return {
    answers: perView(teacherShares(outputs, centre!, teacherTemperature), batch),
    mean: tf.mean(outputs, 0),
  };
}

/**
 * The loss and its way back to the vectors; adds the heads' gradients.
 *
 * @returns dVectors a pass of the encoder; projected (batch, numbers) of the first view
 */
function headLoss(
  { settings, batch }: StepInputs,
  passes: readonly { vectors: tf.Tensor2D }[],
  heads: HeadTensors,
  wanted: readonly tf.Tensor2D[],
  gradients: Gradients,
): { loss: tf.Scalar; dVectors: tf.Tensor2D[]; projected: tf.Tensor2D } {
  if (settings.method === 'dino') {
    const all = tf.concat(
      passes.map(({ vectors }) => vectors),
      0,
    );
    const head = applyDinoHead(all, heads); // it normalises nothing over the batch: all views together
    const outputs = perView(head.y, batch);
    const { value, gradients: dOutputs } = dinoLoss(outputs, wanted, settings.studentTemperature);
    const dAll = head.backward(tf.concat(dOutputs, 0), gradients);
    const dVectors = tf.split<tf.Tensor2D>(
      dAll,
      passes.map(({ vectors }) => vectors.shape[0]),
      0,
    );
    return { loss: value, dVectors, projected: outputs[0] };
  }
  const projections = perView(passes[0].vectors, batch).map(view =>
    settings.method === 'byol' ? applyTwoLayers(view, 'projector', heads) : applyExpander(view, heads),
  );
  const predictions =
    settings.method === 'byol'
      ? projections.map(({ y }) => applyTwoLayers(y, 'predictor', heads))
      : projections;
  const said = predictions.map(({ y }) => y) as [tf.Tensor2D, tf.Tensor2D];
  const { value, gradients: dSaid } =
    settings.method === 'byol' ? byolLoss(said, wanted as [tf.Tensor2D, tf.Tensor2D]) : vicregLoss(said);
  const dViews = dSaid.map((d, i) => {
    const dProjection = settings.method === 'byol' ? predictions[i].backward(d, gradients) : d;
    return projections[i].backward(dProjection, gradients);
  });
  return { loss: value, dVectors: [tf.concat(dViews, 0)], projected: projections[0].y };
}

/** (views · batch, columns) → (batch, columns) a view. */
function perView(rows: tf.Tensor2D, batch: number): tf.Tensor2D[] {
  return tf.split(rows, rows.shape[0] / batch, 0);
}

function projectionSpread(projected: tf.Tensor2D): tf.Tensor1D {
  const { y: unit } = unitRows(projected);
  const variance = tf.mean(tf.square(tf.sub(unit, tf.mean(unit, 0))), 0); // (numbers)
  const spread = tf.mul(tf.mean(tf.sqrt(variance)), Math.sqrt(projected.shape[1]));
  return tf.stack([spread, tf.scalar(0)]) as tf.Tensor1D;
}

function teacherEntropies(shares: readonly tf.Tensor2D[]): tf.Tensor1D {
  const all = tf.concat(shares as tf.Tensor2D[], 0);
  const entropy = (of: tf.Tensor) => tf.neg(tf.sum(tf.mul(of, tf.log(tf.add(of, 1e-12))), -1)); // 0 log 0 = 0
  const ofMean = entropy(tf.mean(all, 0));
  return tf.stack([ofMean, tf.sub(ofMean, tf.mean(entropy(all)))]) as tf.Tensor1D;
}
