import type { Random } from '../statistics/random.ts';
import { herd } from './herding.ts';

/** Real images and the class of each. */
export interface LabelledImages {
  /** (n, size) row-major, size the numbers of one image */
  values: Float32Array;
  /** (n) 0 … classes − 1 */
  labels: ArrayLike<number>;
}

/** Rows of each class, (classes) lists. */
export function membersOf(labels: ArrayLike<number>, classes: number): number[][] {
  const members = Array.from({ length: classes }, (): number[] => []);
  for (let row = 0; row < labels.length; row++) members[labels[row]].push(row);
  return members;
}

/** (classes · perClass) 0, …, 0, 1, …: the class of each image where they stand class by class. */
export function labelsByClass(classes: number, perClass: number): Uint8Array {
  return Uint8Array.from({ length: classes * perClass }, (_, i) => Math.floor(i / perClass));
}

/** As many real images of each class, drawn without replacement. @returns rows, class by class */
export function drawnRows(
  labels: ArrayLike<number>,
  classes: number,
  perClass: number,
  random: Random,
): number[] {
  return membersOf(labels, classes).flatMap(rows => random.shuffle([...rows]).slice(0, perClass));
}

/** As many of each class as stand nearest to its mean together. @param features (n, dimension) @returns rows, class by class */
export function herdedRows(
  features: Float32Array,
  labels: ArrayLike<number>,
  classes: number,
  perClass: number,
): number[] {
  const dimension = features.length / labels.length;
  return membersOf(labels, classes).flatMap(rows => herd(features, dimension, rows, perClass));
}

/** The images of some rows, (rows.length, size). */
export function imagesOfRows({ values, labels }: LabelledImages, rows: readonly number[]): Float32Array {
  const size = values.length / labels.length;
  const some = new Float32Array(rows.length * size);
  for (const [i, row] of rows.entries()) some.set(values.subarray(row * size, (row + 1) * size), i * size);
  return some;
}

/** The mean image of each class, (classes, size). @param images their numbers standardised, or pixels of 0–255 */
export function classAverages(
  { values, labels }: { values: ArrayLike<number>; labels: ArrayLike<number> },
  classes: number,
): Float32Array {
  const size = values.length / labels.length;
  const means = new Float32Array(classes * size);
  for (const [label, rows] of membersOf(labels, classes).entries()) {
    for (const row of rows) {
      for (let i = 0; i < size; i++) means[label * size + i] += values[row * size + i] / rows.length;
    }
  }
  return means;
}
