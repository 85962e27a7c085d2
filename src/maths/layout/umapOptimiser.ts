import type { Random } from '../statistics/random.ts';
import { type EdgeSchedule, edgeSchedule, negativesPerEdge } from './edgeSchedule.ts';
import type { FuzzyGraph } from './fuzzyGraph.ts';
import type { UmapCurve } from './umapCurve.ts';

/** Options of the optimiser. */
export interface UmapOptions {
  curve: UmapCurve;
  /** Passes over the graph; the step length falls linearly to 0 over them. */
  epochs: number;
  /** Step length of the first pass; default 1, umap-learn's. Less keeps points nearer to where they start. */
  rate?: number;
  random: Random;
}

const longestStep = 4; // gradients are clipped to ± 4 a coordinate, as in umap-learn
const edgesPerStep = 20_000; // edges looked at between two yields: about 10 ms

/**
 * Moves points in the plane by stochastic gradient descent on UMAP's cross-entropy with negative sampling (McInnes,
 * Healy & Melville 2018, algorithm 5), the same arithmetic, edge order and use of random numbers as umap-js 1.4, on
 * typed arrays.
 *
 * @param positions (n, 2) row-major, moved in place
 * @yields epochs done, with fractions, about every 10 ms
 */
export function* umapSteps(
  graph: FuzzyGraph,
  positions: Float64Array,
  options: UmapOptions,
): Generator<number, void> {
  const { curve, epochs, random } = options;
  const schedule = edgeSchedule(graph, epochs);
  const firstRate = options.rate ?? 1;
  let rate = firstRate;
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let from = 0; from < schedule.heads.length; from += edgesPerStep) {
      const to = Math.min(from + edgesPerStep, schedule.heads.length);
      descend(schedule, from, to, epoch, rate, graph.n, positions, curve, random);
      yield epoch + to / schedule.heads.length;
    }
    rate = firstRate * (1 - epoch / epochs);
  }
}

function clip(value: number): number {
  return Math.max(-longestStep, Math.min(longestStep, value));
}

// Positional parameters: the optimiser's whole state, passed on by its one caller.
/** Edges from … to of one epoch: pulls their ends together and pushes the head from random points. */
function descend(
  schedule: EdgeSchedule,
  from: number,
  to: number,
  epoch: number,
  rate: number,
  n: number,
  positions: Float64Array,
  curve: UmapCurve,
  random: Random,
): void {
  const { heads, tails, period, nextPull, nextPush } = schedule;
  const { a, b } = curve;
  for (let e = from; e < to; e++) {
    if (nextPull[e] > epoch) continue;
    const head = 2 * heads[e];
    const tail = 2 * tails[e];
    let x = positions[head];
    let y = positions[head + 1];
    const dx = x - positions[tail];
    const dy = y - positions[tail + 1];
    const square = dx * dx + dy * dy;
    if (square > 0) {
      const power = Math.exp(b * Math.log(square)); // twice as quick as **
      const pull = (-2 * a * b * power) / (square * (a * power + 1));
      const stepX = clip(pull * dx) * rate;
      const stepY = clip(pull * dy) * rate;
      x += stepX;
      y += stepY;
      positions[tail] -= stepX;
      positions[tail + 1] -= stepY;
    }
    nextPull[e] += period[e];
    const pushPeriod = period[e] / negativesPerEdge;
    const pushes = Math.floor((epoch - nextPush[e]) / pushPeriod);
    for (let p = 0; p < pushes; p++) {
      const other = 2 * random.integer(n);
      if (other === head) continue;
      const ox = x - positions[other];
      const oy = y - positions[other + 1];
      const away = ox * ox + oy * oy;
      if (away > 0) {
        const push = (2 * b) / ((0.001 + away) * (a * Math.exp(b * Math.log(away)) + 1)); // 0.001 keeps it finite, as in umap-learn
        x += clip(push * ox) * rate;
        y += clip(push * oy) * rate;
      } else {
        x += longestStep * rate;
        y += longestStep * rate;
      }
    }
    nextPush[e] += pushes * pushPeriod;
    positions[head] = x;
    positions[head + 1] = y;
  }
}
