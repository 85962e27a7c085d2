import type { CrossCheck } from '../../../contracts/anomalies.ts';

const latest = 10; // about as many as a person remembers rating

/** Mean absolute difference of the last expectations and ratings, in points. */
interface ExpectationError {
  count: number;
  points: number;
}

/** @returns null below two ratings, where nothing could be expected */
export function expectationError({ scores, mean }: CrossCheck): ExpectationError | null {
  const count = Math.min(latest, scores.length);
  if (count === 0) return null;
  let sum = 0;
  for (let i = scores.length - count; i < scores.length; i++) sum += Math.abs(mean[i] - scores[i]);
  return { count, points: sum / count };
}
