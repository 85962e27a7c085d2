import { logExpectedExcess } from '../statistics/normalDistribution.ts';

/** Scores a point by mean, standard deviation of the function there, and what is best so far. */
export type Score = (mean: number, std: number, best: number) => number;

/** Why a point is asked about. */
export type AskingReason =
  /** It stands out by its mean more than by its deviation. */
  | 'most promising'
  /** It stands out by its deviation. */
  | 'most uncertain'
  /** It is the highest of one function drawn at random. */
  | 'plausible guess';

/** What makes a point worth asking about. */
interface AcquisitionFunction {
  label: string;
  /** What it asks about, as a sentence. */
  meaning: string;
  /** Why each of its points is asked about; `higher`: that of mean and deviation in which the point stands higher. */
  reason: AskingReason | 'higher';
  /** Its one parameter, 0 … `most`; absent where it has none. */
  tradeOff?: { meaning: string; default: number; most: number };
  /** Absent where points are not scored one by one: Thompson sampling draws functions (thompson.ts). */
  scoreWith?(tradeOff: number): Score;
}

/** The acquisition functions there are, in the order of a form; form, contract, worker and tests read this table. */
export const acquisitionFunctions = {
  expectedImprovement: {
    label: 'Expected improvement',
    meaning: 'Asks where a rating above your best so far is likeliest, and by how much.',
    reason: 'higher',
    tradeOff: {
      meaning: 'Points a galaxy must be above the best so far to count: more looks further afield.',
      default: 0.5, // Walmsley et al. 2022, §5
      most: 3, // of a scale of 5: nothing could improve by more
    },
    scoreWith: tradeOff => (mean, std, best) => logExpectedImprovement(mean, std, best, tradeOff),
  },
  upperConfidenceBound: {
    label: 'Upper confidence bound',
    meaning: 'Asks about what could well be interesting: expectation plus uncertainty.',
    reason: 'higher',
    tradeOff: {
      meaning: 'How many standard deviations are added: more looks further afield.',
      default: 2, // a value that 2 % of such points exceed
      most: 5, // beyond, the mean no longer counts
    },
    scoreWith: tradeOff => (mean, std) => mean + tradeOff * std,
  },
  uncertainty: {
    label: 'Explore',
    meaning: 'Asks about what is least known, interesting or not.',
    reason: 'most uncertain',
    scoreWith: () => (_, std) => std,
  },
  interest: {
    label: 'Exploit',
    meaning: 'Asks about what is most likely to interest you.',
    reason: 'most promising',
    scoreWith: () => mean => mean,
  },
  thompson: {
    label: 'Thompson sampling',
    meaning: 'Asks for the best of one plausible guess of your taste, another for each galaxy.',
    reason: 'plausible guess',
  },
} satisfies Record<string, AcquisitionFunction>;

/** What makes a galaxy worth asking about, by name. */
export type Acquisition = keyof typeof acquisitionFunctions;

/** Those that score points one by one. */
export type ScoringAcquisition = Exclude<Acquisition, 'thompson'>;

/** All of the table, in the order a person chooses from. */
export const acquisitionNames = Object.keys(acquisitionFunctions) as Acquisition[];

/** Those of `acquisitionNames` that score points one by one. */
export const scoringAcquisitions = acquisitionNames.filter(
  (name): name is ScoringAcquisition => acquisitionOf(name).scoreWith !== undefined,
);

/** Used where a person chose none. */
export const defaultAcquisition: Acquisition = 'expectedImprovement'; // Walmsley et al. 2022, §5

/** One row of the table. */
export function acquisitionOf(name: Acquisition): AcquisitionFunction {
  return acquisitionFunctions[name];
}

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
 * @param tradeOff ξ ≥ 0 of expected improvement, β ≥ 0 of the upper confidence bound mean + β · std; default the
 * table's. The others do not look at it
 * @throws RangeError on a trade-off that is not ≥ 0
 */
export function scoreOf(acquisition: ScoringAcquisition, tradeOff?: number): Score {
  if (tradeOff !== undefined && !(tradeOff >= 0)) {
    throw new RangeError(`need a trade-off ≥ 0; got ${tradeOff}`);
  }
  const row: AcquisitionFunction & Required<Pick<AcquisitionFunction, 'scoreWith'>> =
    acquisitionFunctions[acquisition];
  return row.scoreWith(tradeOff ?? row.tradeOff?.default ?? 0);
}
