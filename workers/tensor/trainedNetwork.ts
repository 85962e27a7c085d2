import type {
  AskedGalaxies,
  GalaxyAnswers,
  LearntTensors,
  TrainingState,
  TrainingTask,
} from '../../src/contracts/finetune.ts';
import { linearOutputs } from '../../src/maths/linear/linearOutputs.ts';
import { softmaxRows } from '../../src/maths/statistics/softmaxRows.ts';
import { concentrationOf } from '../../src/maths/statistics/voteLoss.ts';
import type { Weights } from '../../src/maths/weights.ts';
import { onDevice } from '../../src/nets/device/gpuDevice.ts';
import { createEfficientNet } from '../../src/nets/encoders/efficientNet.ts';
import { embedPixels } from '../../src/nets/encoders/embedder.ts';
import type { Encoder } from '../../src/nets/encoders/encoder.ts';
import { headKeys, plainHead } from '../../src/nets/training/trainableHead.ts';
import { outputCount } from '../../src/nets/training/trainingTask.ts';
import type { StartNetwork } from './finetune.ts';

/** A trained network as any galaxy may be put to it. */
export interface TrainedNetwork {
  answer(galaxies: AskedGalaxies): Promise<GalaxyAnswers>;
  dispose(): void;
}

/** What the best epoch learnt, as it is exported: its head a linear layer of plain representations. */
export function learntOf({ best, tensors, statistics, standardisation }: TrainingState): LearntTensors {
  return plainHead(new Map([...(best?.tensors ?? tensors), ...(statistics ?? [])]), standardisation);
}

/** @param learnt of {@link learntOf} */
export function trainedNetwork(
  start: StartNetwork,
  learnt: LearntTensors,
  task: TrainingTask,
): TrainedNetwork {
  const [weight, bias] = headKeys.map(key => learnt.get(key)!);
  const thawed = learnt.size > headKeys.length;
  let encoder: Encoder | undefined;

  async function representations(galaxies: AskedGalaxies): Promise<Float32Array> {
    if (galaxies.kind === 'vectors') {
      if (thawed) {
        throw new Error(
          'need images, for more than the head has learnt; got representations: hand over pixels',
        );
      }
      return galaxies.vectors;
    }
    const { network, card } = start;
    if (!network) {
      throw new Error(`need representations of ${card.architecture}; got images: embed them first`);
    }
    encoder ??= await onDevice(async () => createEfficientNet(weightsOf(start.weights, learnt), network));
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

function weightsOf(parent: Weights, learnt: LearntTensors): Weights {
  const weights: Weights = new Map(parent);
  for (const [key, values] of learnt) {
    const known = weights.get(key);
    if (known) weights.set(key, { ...known, values });
  }
  return weights;
}

function sharesOf(task: TrainingTask, outputs: Float32Array): Float32Array {
  if (task.kind === 'classes') return softmaxRows(outputs, task.classes);
  if (task.kind === 'number') return outputs.slice();
  const shares = outputs.map(concentrationOf);
  const columns = outputCount(task);
  for (let row = 0; row < shares.length; row += columns) {
    for (const { first, count } of task.questions) {
      const own = shares.subarray(row + first, row + first + count);
      const strength = own.reduce((sum, each) => sum + each, 0);
      for (let i = 0; i < count; i++) own[i] /= strength; // the Dirichlet's mean
    }
  }
  return shares;
}
