import { createStore, type StoreApi } from 'zustand/vanilla';
import type { HeadCard } from '../contracts/decisionTree.ts';
import { answerCount } from '../maths/catalogue/decisionTree.ts';

/** A head's answers for the galaxies of the open catalogue. */
export interface HeadPredictions {
  /** Name of the weights the head belongs to. */
  weights: string;
  head: HeadCard;
  /** Numbers per galaxy: answers of the tree, or classes. */
  answers: number;
  /** (n, answers) row-major concentrations or probabilities; NaN for galaxies not embedded (yet). */
  values: Float32Array;
}

/** State of {@link createPredictionsStore}. */
interface PredictionsState {
  predictions: HeadPredictions | null;
  /** True while answers that the open catalogue brings are being read: what would be decided without them waits. */
  awaited: boolean;
  /** A catalogue that brings answers opens. */
  expect(): void;
  /** Ends the waiting, also where none could be read. */
  replace(predictions: HeadPredictions | null): void;
}

/** Holds the head's answers, or null. */
export type PredictionsStore = StoreApi<PredictionsState>;

/** Store of a head's answers for the open catalogue; empty at first. */
export function createPredictionsStore(): PredictionsStore {
  return createStore<PredictionsState>(set => ({
    predictions: null,
    awaited: false,
    expect: () => set({ awaited: true }),
    replace: predictions => set({ predictions, awaited: false }),
  }));
}

/** Predictions that are NaN everywhere, to be filled in as galaxies are embedded. @param rowCount galaxies of the catalogue */
export function blankPredictions(weights: string, head: HeadCard, rowCount: number): HeadPredictions {
  const answers = head.kind === 'classes' ? head.classes.length : answerCount(head.questions);
  return { weights, head, answers, values: new Float32Array(rowCount * answers).fill(Number.NaN) };
}

/**
 * Writes the answers for some rows in place.
 *
 * @param rows (m) catalogue rows
 * @param values (m, answers) row-major
 */
export function fillPredictions(predictions: HeadPredictions, rows: Uint32Array, values: Float32Array): void {
  const { answers } = predictions;
  for (const [i, row] of rows.entries()) {
    predictions.values.set(values.subarray(i * answers, (i + 1) * answers), row * answers);
  }
}

/** The answers for one galaxy: (answers), a view; null where there are none (yet). */
export function predictionOf(predictions: HeadPredictions | null, row: number): Float32Array | null {
  if (!predictions) return null;
  const { answers, values } = predictions;
  const own = values.subarray(row * answers, (row + 1) * answers);
  return own.length === 0 || Number.isNaN(own[0]) ? null : own;
}
