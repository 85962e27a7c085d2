import type { CrossCheck } from '../../../contracts/anomalies.ts';

const latest = 10; // as many as one remembers having rated

/** How far the last expectations were from the ratings given, in points, on average. */
export interface Missed {
  count: number;
  points: number;
}

/** @returns null below two ratings, of which nothing could be expected */
export function missedBy({ scores, mean }: CrossCheck): Missed | null {
  const count = Math.min(latest, scores.length);
  if (count === 0) return null;
  let sum = 0;
  for (let i = scores.length - count; i < scores.length; i++) sum += Math.abs(mean[i] - scores[i]);
  return { count, points: sum / count };
}
