import { globalViews, localViews, type ViewRecipe, wholeViews } from './viewRecipe.ts';

/** How a network learns without labels. */
export type SelfMethod = 'byol' | 'vicreg' | 'dino';

/** Name of the transformer that learns from nothing, among maths/architectures/freshStart. */
export const freshTransformerName = 'fresh:vitMicro';

/** Constants of a training without labels. */
export interface SelfSettings {
  method: SelfMethod;
  /** Times every galaxy is shown, ≥ 1. */
  epochs: number;
  /** Galaxies a step, ≥ 8: batch statistics need several. */
  batchSize: number;
  /** Highest learning rate, > 0. */
  learningRate: number;
  /** Share of the steps during which the rate rises from 0. */
  warmUp: number;
  /** AdamW's, of matrices and filters; norms and biases never decay. */
  weightDecay: number;
  /** The gradient is shortened to this length. */
  longestGradient: number;
  /** Share of itself that the teacher keeps a step; it rises to 1. Not used by VICReg, which has no teacher. */
  momentum: number;
  /** Numbers of the hidden layers of the heads. */
  hidden: number;
  /** Numbers of a projection. */
  projection: number;
  /** DINO's outputs. */
  outputs: number;
  /** DINO's temperatures; the teacher's rises from the first to the second during the first tenth. */
  studentTemperature: number;
  teacherTemperature: readonly [start: number, then: number];
  /** Share of itself that DINO's centre keeps a step. */
  centreMomentum: number;
  /** DINO's small views of a galaxy. */
  localViews: number;
}

const common = {
  warmUp: 0.05,
  weightDecay: 0.01,
  longestGradient: 3, // DINO's clip
  momentum: 0.99, // BYOL's 0.996 is for batches of 4,096 over a million images: a teacher of a few thousand must follow sooner
  hidden: 512,
  projection: 128,
  outputs: 1024,
  studentTemperature: 0.1,
  teacherTemperature: [0.04, 0.04],
  centreMomentum: 0.9,
  localViews: 0,
} as const;

/** Where a training starts unless the person says otherwise. @param method what is minimised */
export function usualSelfSettings(method: SelfMethod): SelfSettings {
  switch (method) {
    case 'byol':
      return { ...common, method, epochs: 20, batchSize: 64, learningRate: 1e-3 };
    case 'vicreg':
      return { ...common, method, epochs: 20, batchSize: 64, learningRate: 1e-3, projection: 256 };
    case 'dino':
      return {
        ...common,
        ...{ method, epochs: 100, batchSize: 64, learningRate: 5e-4 },
        ...{ weightDecay: 0.04, localViews: 4 },
      };
  }
}

/** The views of a galaxy that a method compares, the large ones first. @param sidePx of a large view */
export function viewsOf({ method, localViews: small }: SelfSettings, sidePx: number): ViewRecipe[] {
  if (method !== 'dino') return [wholeViews(sidePx), wholeViews(sidePx)];
  return [globalViews(sidePx), globalViews(sidePx), ...Array<ViewRecipe>(small).fill(localViews(sidePx))];
}

/** @throws RangeError naming the constant that is out of its range */
export function checkSelfSettings(settings: SelfSettings): void {
  const {
    epochs,
    batchSize,
    learningRate,
    momentum,
    hidden,
    projection,
    outputs,
    localViews: small,
  } = settings;
  const need = (holds: boolean, what: string, got: number) => {
    if (!holds) throw new RangeError(`need ${what}; got ${got}`);
  };
  need(Number.isInteger(epochs) && epochs >= 1, 'one epoch or more', epochs);
  need(Number.isInteger(batchSize) && batchSize >= 8, 'a batch of 8 galaxies or more', batchSize);
  need(learningRate > 0 && learningRate <= 1, 'a learning rate above 0 and at most 1', learningRate);
  need(momentum >= 0 && momentum < 1, 'a momentum of 0 or more and below 1', momentum);
  need(
    hidden >= 8 && projection >= 8 && outputs >= 8,
    'heads of 8 numbers or more',
    Math.min(hidden, projection, outputs),
  );
  need(Number.isInteger(small) && small >= 0 && small <= 10, '0 to 10 small views', small);
}
