import type { StartChoice } from '../training/finetuneClients.ts';
import type { ComparedTraining } from './comparedTrainings.ts';

/** Balanced accuracy that one start reached with a number of labels. */
interface ComparisonPoint {
  labels: number;
  /** Mean over the draws. */
  mean: number;
  /** Standard deviation over the draws; NaN for one draw. */
  spread: number;
  draws: number;
}

interface ComparisonLine extends StartChoice {
  /** Ordered by the number of labels. */
  points: ComparisonPoint[];
}

/** Trainings grouped by start and number of labels, in the order of the starts; starts without a training are left out. */
export function comparisonLines(
  trainings: readonly ComparedTraining[],
  starts: readonly StartChoice[],
): ComparisonLine[] {
  return starts.flatMap(start => {
    const own = trainings.filter(each => each.start === start.name);
    const sizes = [...new Set(own.map(({ labels }) => labels))].sort((a, b) => a - b);
    const points = sizes.map(labels => {
      const values = own.filter(each => each.labels === labels).map(({ accuracy }) => accuracy);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
      return { labels, mean, spread: Math.sqrt(squares / (values.length - 1)), draws: values.length };
    });
    return points.length > 0 ? [{ ...start, points }] : [];
  });
}
