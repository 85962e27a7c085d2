import type {
  AskedGalaxies,
  GalaxyAnswers,
  LearntTensors,
  TrainingState,
  TrainingTask,
} from '../../src/contracts/finetune.ts';
import { linearOutputs } from '../../src/maths/linear/linearOutputs.ts';
import { expectedShares } from '../../src/maths/statistics/expectedShares.ts';
import { softmaxRows } from '../../src/maths/statistics/losses/softmaxRows.ts';
import type { Weights } from '../../src/maths/weights.ts';
import { architectureEncoder } from '../../src/nets/architectures/architectureEncoder.ts';
import { onDevice } from '../../src/nets/device/gpuDevice.ts';
import { createEfficientNet } from '../../src/nets/encoders/efficientNet.ts';
import { embedPixels } from '../../src/nets/encoders/embedder.ts';
import type { Encoder } from '../../src/nets/encoders/encoder.ts';
import { headKeys, plainHead } from '../../src/nets/training/trainableHead.ts';
import type { StartNetwork } from './startNetwork.ts';

/** A trained network that answers about any galaxies. */
export interface TrainedNetwork {
  /** In the order of the galaxies asked about. */
  answer(galaxies: AskedGalaxies): Promise<GalaxyAnswers>;
  dispose(): void;
}

/** What the best epoch learnt, as it is exported: its head, (outputs, dimension) and (outputs), takes plain representations. */
export function learntOf({ best, tensors, statistics, standardisation }: TrainingState): LearntTensors {
  return plainHead(new Map([...(best?.tensors ?? tensors), ...(statistics ?? [])]), standardisation);
}

/**
 * The start network with what was learnt in place of its own tensors. The encoder is built when images are first asked about.
 *
 * @param learnt of {@link learntOf}: the head, (outputs, dimension) and (outputs), and whatever was thawed
 */
export function trainedNetwork(
  start: StartNetwork,
  learnt: LearntTensors,
  task: TrainingTask,
): TrainedNetwork {
  const [weight, bias] = headKeys.map(key => learnt.get(key)!);
  const thawed = learnt.size > headKeys.length;
  let encoder: Encoder | undefined;

  /** (n, dimension) row-major */
  async function representations(galaxies: AskedGalaxies): Promise<Float32Array> {
    if (galaxies.kind === 'vectors') {
      if (thawed) {
        throw new Error(
          'need images, for more than the head has learnt; got representations: hand over pixels',
        );
      }
      return galaxies.vectors;
    }
    const { network, card, architecture } = start;
    if (!network && !architecture) {
      throw new Error(`need representations of ${card.architecture}; got images: embed them first`);
    }
    encoder ??= await onDevice(async () => {
      const now = weightsOf(start.weights, learnt);
      return architecture ? architectureEncoder(architecture, now) : createEfficientNet(now, network!);
    });
    return embedPixels(encoder, galaxies.pixels, galaxies.sidePx);
  }

  return {
    async answer(galaxies) {
      const vectors = await representations(galaxies);
      const outputs = linearOutputs(weight, bias, vectors);
      const answers: GalaxyAnswers = { outputs, shares: sharesOf(task, outputs) };
      return galaxies.kind === 'pixels' ? { ...answers, vectors } : answers;
    },
    dispose: () => encoder?.dispose(),
  };
}

/** The start's weights with what was learnt; the head, which they do not have, stays apart. */
function weightsOf(start: Weights, learnt: LearntTensors): Weights {
  const weights: Weights = new Map(start);
  for (const [key, values] of learnt) {
    const known = weights.get(key);
    if (known) weights.set(key, { ...known, values });
  }
  return weights;
}

/** {@link GalaxyAnswers.shares} of outputs, (n, outputs) row-major. */
function sharesOf(task: TrainingTask, outputs: Float32Array): Float32Array {
  switch (task.kind) {
    case 'classes':
      return softmaxRows(outputs, task.classes);
    case 'votes':
      return expectedShares(outputs, task.columns, task.questions);
    case 'number':
      return outputs.slice();
  }
}
