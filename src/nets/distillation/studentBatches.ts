import type { Random } from '../../maths/statistics/random.ts';
import { type Augmentation, drawViews } from '../training/augmentation.ts';
import { createPixelViews } from '../training/pixelViews.ts';
import type { StudentBatch } from './trajectoryMatching.ts';

/** Which synthetic images the steps of a student see. */
interface StudentBatchOptions {
  /** Synthetic images. */
  images: number;
  sidePx: number;
  /** N: batches wanted. */
  studentSteps: number;
  /** Images a step sees; absent: all. */
  batchSize?: number;
  /** How a step may see them; absent: as they are. */
  augmentation?: Augmentation;
}

/** What each of the student's steps sees: all images in turns, in an order that each round draws anew. */
export function drawStudentBatches(
  { images, sidePx, studentSteps, batchSize = images, augmentation }: StudentBatchOptions,
  random: Random,
): StudentBatch[] {
  const size = Math.min(batchSize, images);
  let waiting: number[] = [];
  return Array.from({ length: studentSteps }, () => {
    const views = augmentation
      ? createPixelViews(drawViews(size, sidePx, augmentation, random), sidePx)
      : undefined;
    if (size === images) return { views };
    if (waiting.length < size) waiting = random.shuffle(Array.from({ length: images }, (_, row) => row));
    return { rows: Uint32Array.from(waiting.splice(0, size)), views };
  });
}
