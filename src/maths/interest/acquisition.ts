import { logExpectedExcess } from '../statistics/normalDistribution.ts';

/** What makes a point worth asking about. Thompson sampling is no number a point: see thompson.ts. */
export type Acquisition =
  | 'expectedImprovement'
  | 'upperConfidenceBound'
  | 'uncertainty'
  | 'interest'
  | 'thompson';

/** Scores a point by mean, standard deviation of the function there, and what is best so far. */
export type Score = (mean: number, std: number, best: number) => number;

export const usualTradeOff = {
  expectedImprovement: 0.5, // Walmsley et al. 2022, §5
  upperConfidenceBound: 2, // a value that 2 % of such points exceed
};

/**
 * log E[max(0, f − best − ξ)], f normal (Mockus 1975; with a trade-off ξ: Lizotte 2008): the logarithm, for its order is
 * the same and it does not vanish. −∞ where nothing can be gained.
 */
export function logExpectedImprovement(mean: number, std: number, best: number, tradeOff: number): number {
  const gain = mean - best - tradeOff;
  if (std > 0) return Math.log(std) + logExpectedExcess(gain / std);
  return Math.log(Math.max(0, gain));
}

/**
 * The score by which points are ranked; larger is better, and none falls where the deviation rises, so that a bound on
 * the deviation bounds the score.
 *
 * @param tradeOff ξ ≥ 0 of expected improvement, β ≥ 0 of the upper confidence bound mean + β · std; others do not look
 * at it
 * @throws RangeError on a trade-off that is not ≥ 0
 */
export function scoreOf(acquisition: Exclude<Acquisition, 'thompson'>, tradeOff?: number): Score {
  if (tradeOff !== undefined && !(tradeOff >= 0)) {
    throw new RangeError(`need a trade-off ≥ 0; got ${tradeOff}`);
  }
  if (acquisition === 'expectedImprovement') {
    const xi = tradeOff ?? usualTradeOff.expectedImprovement;
    return (mean, std, best) => logExpectedImprovement(mean, std, best, xi);
  }
  if (acquisition === 'upperConfidenceBound') {
    const beta = tradeOff ?? usualTradeOff.upperConfidenceBound;
    return (mean, std) => mean + beta * std;
  }
  return acquisition === 'uncertainty' ? (_, std) => std : mean => mean;
}
