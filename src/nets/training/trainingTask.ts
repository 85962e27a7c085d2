import type { TrainingTask } from '../../contracts/finetune.ts';
import { softmaxCrossEntropy } from '../../maths/statistics/losses/crossEntropy.ts';
import type { Loss } from '../../maths/statistics/losses/loss.ts';
import { squaredError } from '../../maths/statistics/losses/squaredError.ts';
import { voteLoss } from '../../maths/statistics/losses/voteLoss.ts';

/** Number of outputs a head needs for a task: classes, or columns. */
export function outputCount(task: TrainingTask): number {
  return task.kind === 'classes' ? task.classes : task.columns;
}

/**
 * The loss of a batch: cross-entropy, Dirichlet–multinomial likelihood or squared error, by the kind of task.
 *
 * @param rows (m) galaxies of the batch
 * @param outputs (m, outputs) row-major, before softmax or sigmoid
 */
export function taskLoss(task: TrainingTask, rows: Uint32Array, outputs: Float32Array): Loss {
  switch (task.kind) {
    case 'classes': {
      const labels = Uint8Array.from(rows, row => task.labels[row]);
      return softmaxCrossEntropy(outputs, labels, task.classes, task.classWeights);
    }
    case 'votes':
      return voteLoss(outputs, rowsOf(task.votes, rows, task.columns), task.columns, task.questions);
    case 'number':
      return squaredError(outputs, rowsOf(task.targets, rows, task.columns));
  }
}

/**
 * Counts the rows whose largest output is that of their class.
 *
 * @param rows (m) galaxies of the batch
 * @param outputs (m, outputs) row-major
 * @returns undefined where the task has no classes
 */
export function rightAnswers(
  task: TrainingTask,
  rows: Uint32Array,
  outputs: Float32Array,
): number | undefined {
  if (task.kind !== 'classes') return undefined;
  let right = 0;
  for (const [i, row] of rows.entries()) {
    const own = outputs.subarray(i * task.classes, (i + 1) * task.classes);
    if (own.indexOf(Math.max(...own)) === task.labels[row]) right++;
  }
  return right;
}

function rowsOf(values: Float32Array, rows: Uint32Array, columns: number): Float32Array {
  const chosen = new Float32Array(rows.length * columns);
  for (const [i, row] of rows.entries()) {
    chosen.set(values.subarray(row * columns, (row + 1) * columns), i * columns);
  }
  return chosen;
}
