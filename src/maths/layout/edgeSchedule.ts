import type { FuzzyGraph } from './fuzzyGraph.ts';

/** Random points that push an end of an edge away for every pull: umap-learn's negative_sample_rate. */
export const negativesPerEdge = 5;

/** Which edges are pulled when: the heavier, the more often. */
export interface EdgeSchedule {
  /** (edges) the end that is moved and pushed … */
  heads: Int32Array;
  /** (edges) … and the end that is only pulled */
  tails: Int32Array;
  /** (edges) epochs between two pulls, ≥ 1 */
  period: Float64Array;
  /** (edges) epoch of the next pull */
  nextPull: Float64Array;
  /** (edges) epoch up to which negatives have been drawn */
  nextPush: Float64Array;
}

/**
 * The schedule of a graph: the heaviest edge is pulled every epoch, another as often as its weight is a share of that. An
 * edge that would be pulled less than once in all epochs is dropped, as in umap-learn.
 */
export function edgeSchedule(graph: FuzzyGraph, epochs: number): EdgeSchedule {
  const { rows, columns, weights } = graph;
  let heaviest = 0;
  for (const weight of weights) heaviest = Math.max(heaviest, weight);
  const least = heaviest / epochs;
  let edges = 0;
  for (const weight of weights) if (weight >= least) edges++;
  const schedule: EdgeSchedule = {
    heads: new Int32Array(edges),
    tails: new Int32Array(edges),
    period: new Float64Array(edges),
    nextPull: new Float64Array(edges),
    nextPush: new Float64Array(edges),
  };
  let at = 0;
  for (let e = 0; e < weights.length; e++) {
    if (weights[e] < least) continue;
    const period = epochs / ((weights[e] / heaviest) * epochs);
    schedule.heads[at] = columns[e];
    schedule.tails[at] = rows[e];
    schedule.period[at] = period;
    schedule.nextPull[at] = period;
    schedule.nextPush[at] = period / negativesPerEdge;
    at++;
  }
  return schedule;
}
