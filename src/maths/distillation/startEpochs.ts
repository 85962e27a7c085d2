/** STM's constants (their defaults: `usualStartEpochs`): when the cap on start epochs rises, and how the pixels' rate falls once it no longer does. */
export interface StartEpochOptions {
  /** How many epochs a student can start from, 0 (the experts' fresh networks) … expertEpochs − 1: `startEpochCount`. */
  expertEpochs: number;
  /** Iterations between two looks at the series. */
  lookEvery: number;
  /** λ: by how many σ the next epoch's loss must fall. */
  falling: number;
  /** By how many σ it may rise before more waiting is useless. */
  rising: number;
  /** T_max: a series longer than this ends expansion. */
  longestSeries: number;
  /** What the pixels' rate is multiplied by after expansion. */
  rateFactor: number;
  /** Iterations between two such falls. */
  rateEvery: number;
  /** Matching stops where the rate falls below this share of the first: with the usual numbers after 21 falls. */
  leastRate: number;
}

/** The paper's constants (arXiv 2311.17967); it does not give the least rate, which is ours. */
export const usualStartEpochs: Omit<StartEpochOptions, 'expertEpochs'> = {
  lookEvery: 10,
  falling: 5,
  rising: 3,
  longestSeries: 1000,
  rateFactor: 0.8,
  rateEvery: 50,
  leastRate: 0.01,
};

/**
 * Epochs that have another one M later to be matched.
 *
 * @param epochs the experts', counted from 0, their fresh networks
 * @throws RangeError where the experts are too short for M
 */
export function startEpochCount(epochs: number, epochsMatched = 1): number {
  if (!(epochsMatched >= 1 && epochsMatched <= epochs)) {
    throw new RangeError(
      `need to match 1 to ${epochs} epochs, as many as the experts have; got ${epochsMatched}`,
    );
  }
  return epochs - epochsMatched + 1;
}

/** Where self-adaptive trajectory matching stands: plain numbers, to be kept in a checkpoint and gone on from. */
export interface StartEpochState {
  /** Start epochs t are 0 … cap − 1. */
  cap: number;
  /** Iterations made. */
  iteration: number;
  /** Losses of the next epoch, start = cap, since the cap last rose. */
  series: readonly number[];
  /** Iterations made when expansion ended; absent while it goes on. */
  expansionEnd?: number;
  /** (cap) ln of the step size that each start epoch has learnt. */
  logStepSizes: readonly number[];
}

/** What the next iteration does. */
interface StartEpochTurn {
  /** To train on. */
  start: number;
  /** To measure without training; absent once expansion has ended. */
  next?: number;
  /** ln of the step size to train `start` at. */
  logStepSize: number;
  /** Of `next`: the last start epoch's, for it has none of its own. */
  nextLogStepSize: number;
  /** Of the first pixel rate, 0–1. */
  rateShare: number;
  /** No further iteration is wanted. */
  done: boolean;
}

/** @param logStepSize of the first start epoch */
export function firstStartEpoch(logStepSize: number, { expertEpochs }: StartEpochOptions): StartEpochState {
  if (!(expertEpochs >= 1)) throw new RangeError(`need experts of at least one epoch; got ${expertEpochs}`);
  return {
    cap: 1,
    iteration: 0,
    series: [],
    logStepSizes: [logStepSize],
    ...(expertEpochs === 1 ? { expansionEnd: 0 } : {}), // the only start: no epoch behind it to match a next one with
  };
}

/**
 * Plain trajectory matching instead: all start epochs below a fixed cap from the first iteration on. With a rateFactor of 1
 * the pixels' rate never falls either, and it is done when whoever asks for iterations stops.
 */
export function fixedStartEpochs(
  logStepSize: number,
  cap: number,
  { expertEpochs }: StartEpochOptions,
): StartEpochState {
  if (!(Number.isInteger(cap) && cap >= 1 && cap <= expertEpochs)) {
    throw new RangeError(`need a cap of 1 to ${expertEpochs}, the experts' last epoch; got ${cap}`);
  }
  return { cap, iteration: 0, series: [], expansionEnd: 0, logStepSizes: Array(cap).fill(logStepSize) };
}

/** What to do in the iteration that `state` has come to: start epochs take turns below the cap. */
export function startEpochTurn(state: StartEpochState, options: StartEpochOptions): StartEpochTurn {
  const { cap, iteration, expansionEnd, logStepSizes } = state;
  const start = iteration % cap;
  const falls = expansionEnd === undefined ? 0 : Math.floor((iteration - expansionEnd) / options.rateEvery);
  const rateShare = options.rateFactor ** falls;
  return {
    start,
    next: expansionEnd === undefined ? cap : undefined,
    logStepSize: logStepSizes[start],
    nextLogStepSize: logStepSizes[cap - 1],
    rateShare,
    done: rateShare < options.leastRate,
  };
}

/**
 * The state after an iteration. While the next epoch's loss neither falls clearly nor rises, matching below the cap goes on;
 * where it falls (r < −λσ) the images serve it already, and where it rises (r > 3σ) they are fitted to the epochs below too
 * closely: either way the cap rises and a new series begins.
 *
 * @param logStepSize what the start epoch trained on has now learnt
 * @param nextLoss measured at start = cap; needed as long as expansion goes on
 */
export function afterIteration(
  state: StartEpochState,
  options: StartEpochOptions,
  logStepSize: number,
  nextLoss?: number,
): StartEpochState {
  const { cap, iteration, expansionEnd } = state;
  const logStepSizes = state.logStepSizes.map((own, epoch) =>
    epoch === iteration % cap ? logStepSize : own,
  );
  const made = iteration + 1;
  if (expansionEnd !== undefined) return { ...state, iteration: made, logStepSizes };
  if (nextLoss === undefined || !Number.isFinite(nextLoss)) {
    throw new RangeError(`need the loss of start epoch ${cap}, a finite number; got ${nextLoss}`);
  }
  const series = [...state.series, nextLoss];
  if (series.length % options.lookEvery === 0 && capRises(series, options)) {
    const raised = {
      cap: cap + 1,
      iteration: made,
      series: [],
      logStepSizes: [...logStepSizes, logStepSizes[cap - 1]],
    };
    return raised.cap < options.expertEpochs ? raised : { ...raised, expansionEnd: made };
  }
  const ends = series.length > options.longestSeries;
  return { ...state, iteration: made, series, logStepSizes, ...(ends ? { expansionEnd: made } : {}) };
}

/** Whether the series falls or rises by more than chance would have it. */
function capRises(series: readonly number[], { falling, rising }: StartEpochOptions): boolean {
  if (series.length < 3) return false; // σ needs n > 2
  const r = indexCorrelation(series);
  const sigma = 1 / Math.sqrt(series.length - 2);
  return r < -falling * sigma || r > rising * sigma;
}

/** Pearson's correlation of a series with its index; 0 for one that does not change. */
export function indexCorrelation(series: readonly number[]): number {
  const n = series.length;
  const middle = (n - 1) / 2;
  const mean = series.reduce((sum, value) => sum + value, 0) / n;
  let [both, ofIndex, ofValue] = [0, 0, 0];
  for (const [i, value] of series.entries()) {
    both += (i - middle) * (value - mean);
    ofIndex += (i - middle) ** 2;
    ofValue += (value - mean) ** 2;
  }
  return ofIndex > 0 && ofValue > 0 ? both / Math.sqrt(ofIndex * ofValue) : 0;
}
