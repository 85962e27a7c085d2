import {
  classAverages,
  drawnRows,
  imagesOfRows,
  type LabelledImages,
} from '../../src/maths/distillation/contenders.ts';
import { createRandom } from '../../src/maths/statistics/random.ts';

/** Images that fresh networks learn from. */
export interface TrainingImages {
  /** (n, side, side, 3), standardised */
  images: Float32Array;
  /** (n) 0 … classes − 1 */
  labels: ArrayLike<number>;
}

const randomSeed = 7001; // draws of random images, far from the networks' seeds

/**
 * Real images that the prototypes have to beat: all of them, the average of each class, or as many drawn at random.
 *
 * @param draw which of the random draws, 0 for the first
 */
export function realImages(
  train: LabelledImages,
  contender: 'full' | 'average' | 'random',
  { classes, perClass, draw }: { classes: number; perClass: number; draw: number },
): TrainingImages {
  switch (contender) {
    case 'full':
      return { images: train.values, labels: train.labels };
    case 'average':
      return {
        images: classAverages(train, classes),
        labels: Uint8Array.from({ length: classes }, (_, c) => c),
      };
    case 'random':
      return imagesAtRows(train, drawnRows(train.labels, classes, perClass, createRandom(randomSeed + draw)));
  }
}

/** Some of the real images. @param rows (n) places among them */
export function imagesAtRows(train: LabelledImages, rows: readonly number[]): TrainingImages {
  return { images: imagesOfRows(train, rows), labels: rows.map(row => train.labels[row]) };
}
