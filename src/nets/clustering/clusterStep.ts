import * as tf from '@tensorflow/tfjs-core';
import type { AdamW } from '../training/adamW.ts';
import type { Gradients } from '../training/parameter.ts';
import { clusterLoss, type LossInputs } from './clusterLoss.ts';
import type { ClusterNetwork } from './clusterNetwork.ts';

/** What a step was judged by, before it was taken. */
interface StepReport {
  loss: number;
  pictureError: number;
  inputError: number;
  divergence: number;
  /** Length of the gradient before it was shortened. */
  gradientLength: number;
}

/** The loss of a batch and its gradients by name; the caller's to dispose. */
export function clusterGradients(
  network: ClusterNetwork,
  inputs: LossInputs,
  names: readonly string[],
): { gradients: Gradients; report: tf.Tensor1D } {
  const gradients: Gradients = new Map();
  const report = tf.tidy(() => {
    const all: Gradients = new Map();
    const { loss, pictureError, inputError, divergence } = clusterLoss(network, inputs, all);
    for (const name of names) {
      const gradient = all.get(name);
      if (gradient) gradients.set(name, tf.keep(gradient)); // the mixture has none while the prior is normal
    }
    const squares = [...gradients.values()].map(gradient => tf.sum(tf.square(gradient)));
    const length = tf.sqrt(squares.reduce((sum, square) => tf.add(sum, square)));
    return tf.stack([loss, pictureError, inputError, divergence, length]) as tf.Tensor1D;
  });
  return { gradients, report };
}

/**
 * One step of Adam with the gradient shortened to a longest length. Where the loss or its gradient is not finite, nothing
 * is changed.
 *
 * @param rate learning rate of all that is named
 */
export async function clusterStep(
  network: ClusterNetwork,
  optimiser: AdamW,
  inputs: LossInputs,
  { names, rate, longest }: { names: readonly string[]; rate: number; longest: number },
): Promise<StepReport> {
  const { gradients, report } = clusterGradients(network, inputs, names);
  const [loss, pictureError, inputError, divergence, gradientLength] = await report.data();
  report.dispose();
  if (Number.isFinite(loss) && Number.isFinite(gradientLength)) {
    const factor = gradientLength > longest ? longest / gradientLength : 1;
    tf.tidy(() => {
      const short: Gradients = new Map([...gradients].map(([name, each]) => [name, tf.mul(each, factor)]));
      const parameters = new Map(
        names.map(name => {
          const variable = network.tensors.get(name)!;
          return [name, { key: name, variable, shape: variable.shape }];
        }),
      );
      optimiser.step(parameters, short, new Map(names.map(name => [name, rate])));
    });
  }
  tf.dispose([...gradients.values()]);
  return { loss, pictureError, inputError, divergence, gradientLength };
}
