import { auroc } from '../statistics/auroc.ts';
import type { Spread } from '../statistics/spread.ts';

/** One source's answers on one task, so that two sources can be compared galaxy by galaxy. */
interface Task {
  figure: number | Spread;
  galaxies: number;
  /** The figure over galaxies drawn; NaN where a class is missing. */
  over(drawn: Uint32Array): number;
}

/** Tasks by the names of their figures. */
export type Tasks = Record<string, Task>;

/** A task whose figure is the one over all its galaxies. */
export function task(galaxies: number, over: (drawn: Uint32Array) => number): Task {
  return { figure: over(Uint32Array.from({ length: galaxies }, (_, i) => i)), galaxies, over };
}

/** Area under ROC of scores of galaxies that have a trait or have it not. */
export function areaTask(scores: ArrayLike<number>, labels: ArrayLike<number>): Task {
  return task(scores.length, drawn => {
    const drawnLabels = Array.from(drawn, i => labels[i]);
    if (new Set(drawnLabels).size < 2) return Number.NaN;
    return auroc(
      Float64Array.from(drawn, i => scores[i]),
      drawnLabels,
    );
  });
}
