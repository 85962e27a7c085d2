import type { TrainingState } from '../../src/contracts/finetune.ts';
import type { PixelView } from '../../src/contracts/ingest.ts';
import { type ArchitectureName, architectures } from '../../src/maths/architectures/architecture.ts';
import { freshStartOf } from '../../src/maths/architectures/freshStart.ts';
import { freshWeights } from '../../src/maths/architectures/freshWeights.ts';
import { usualAugmentation } from '../../src/maths/images/augmentation.ts';
import { balancedAccuracy, confusionMatrix } from '../../src/maths/statistics/confusion.ts';
import { balancedWeights } from '../../src/maths/statistics/trainingBatches.ts';
import { scratchRecipe } from '../../src/maths/statistics/trainingRecipe.ts';
import type { Weights } from '../../src/maths/weights.ts';
import { createArchitecture } from '../../src/nets/architectures/createArchitecture.ts';
import { createTraining, type Training } from '../../src/nets/training/training.ts';
import { pixelInputs } from '../../src/nets/training/trainingInputs.ts';
import { type ClassedGalaxies, sixClasses } from './sixClasses.ts';

/** The networks that are compared, by the names of `measure vit`. */
export const comparedNetworks = {
  cnn: 'cnn',
  vit: 'vitMicro',
  linformer: 'linformerMicro',
} as const satisfies Record<string, ArchitectureName>;

/** Name of a compared network. */
export type ComparedName = keyof typeof comparedNetworks;

/** How all of them see galaxies. */
export const comparedView: PixelView = {
  sidePx: architectures.vitMicro.sidePx,
  cropFraction: freshStartOf('fresh:vitMicro')!.cropFraction,
};

/** What is trained, and from what. */
interface ClassTrainingPlan {
  network: ComparedName;
  seed: number;
  /** Whether classes are weighted by one over their number. */
  weighted: boolean;
  /** Weights to begin with; default: drawn by the seed. */
  weights?: Weights;
}

/** A network learning the six classes as Fine-tune would teach it from nothing, on turned and mirrored views. */
interface ClassTraining extends Pick<Training, 'step' | 'state' | 'predict' | 'restoreBest' | 'dispose'> {
  /** Of the encoder, as they are now. */
  weights(): Promise<Weights>;
}

/** @param from a state of the same plan to continue from */
export async function classTraining(
  galaxies: ClassedGalaxies,
  { network, seed, weighted, weights }: ClassTrainingPlan,
  from?: TrainingState,
): Promise<ClassTraining> {
  const architecture = architectures[comparedNetworks[network]];
  const encoder = createArchitecture(architecture, weights ?? freshWeights(architecture, seed));
  const { pixels, sidePx, labels, parts } = galaxies;
  const classes = sixClasses.length;
  const training = await createTraining(
    {
      inputs: pixelInputs(pixels, sidePx, usualAugmentation),
      task: {
        kind: 'classes',
        classes,
        labels,
        ...(weighted && { classWeights: balancedWeights(parts.train, labels, classes) }),
      },
      train: parts.train,
      validation: parts.validation,
      // Time ends a training, not the number of epochs.
      options: { ...scratchRecipe, depth: 'all', seed, maxEpochs: 1e6, patience: 1e6 },
      encoder,
      dimension: encoder.dimension,
    },
    from,
  );
  return {
    ...training,
    weights: () => encoder.weights(),
    dispose() {
      training.dispose();
      encoder.dispose();
    },
  };
}

/** How well outputs of a head, (rows, classes) row-major, tell the classes of rows. */
export function judgedClasses(outputs: Float32Array, labels: ArrayLike<number>) {
  const classes = sixClasses.length;
  const said = Array.from(labels, (_, i) => {
    const own = outputs.subarray(i * classes, (i + 1) * classes);
    return own.indexOf(Math.max(...own));
  });
  const right = said.filter((own, i) => own === labels[i]).length;
  return {
    accuracy: right / said.length,
    balancedAccuracy: balancedAccuracy(confusionMatrix(labels, said, classes)),
  };
}
