import { describe, expect, it } from 'vitest';
import {
  afterIteration,
  firstStartEpoch,
  fixedStartEpochs,
  indexCorrelation,
  type StartEpochState,
  startEpochCount,
  startEpochTurn,
  usualStartEpochs,
} from '../../../src/maths/distillation/startEpochs.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

const options = { ...usualStartEpochs, expertEpochs: 30 };

/** Iterations until the cap first rises, or until expansion ends, for a series given by index. */
function run(loss: (n: number) => number, most = 2000): StartEpochState {
  let state = firstStartEpoch(-3, options);
  while (state.cap === 1 && state.expansionEnd === undefined && state.iteration < most) {
    state = afterIteration(state, options, -3, loss(state.series.length));
  }
  return state;
}

describe('the correlation with the index', () => {
  it('is that of the definition', () => {
    expect(indexCorrelation([1, 2, 3, 4])).toBeCloseTo(1, 12);
    expect(indexCorrelation([9, 7, 5])).toBeCloseTo(-1, 12);
    // Σ (i − 1.5)(v − 2.25) = 3, Σ (i − 1.5)² = 5, Σ (v − 2.25)² = 4.25
    expect(indexCorrelation([1, 3, 1.5, 3.5])).toBeCloseTo(3 / Math.sqrt(5 * 4.25), 12);
    expect(indexCorrelation([2, 2, 2])).toBe(0);
  });
});

describe('how many epochs have one M later to be matched', () => {
  it('is all but the last for M = 1, and refuses an M beyond the experts', () => {
    expect(startEpochCount(30)).toBe(30); // 0 … 29, each with the next
    expect(startEpochCount(30, 4)).toBe(27); // 26 with 30
    expect(startEpochCount(4, 4)).toBe(1);
    expect(() => startEpochCount(3, 4)).toThrow(
      'need to match 1 to 3 epochs, as many as the experts have; got 4',
    );
    expect(() => startEpochCount(3, 0)).toThrow(RangeError);
  });
});

describe('the cap on start epochs', () => {
  it('waits for 5 σ of falling: a straight fall passes r = −1 < −5 / √(n − 2) first at n = 30', () => {
    const state = run(n => 1 - n / 100);
    expect(state).toMatchObject({ cap: 2, iteration: 30, series: [] });
  });

  it('waits for 3 σ of rising: a straight rise passes r = 1 > 3 / √(n − 2) first at n = 20', () => {
    expect(run(n => 1 + n / 100)).toMatchObject({ cap: 2, iteration: 20, series: [] });
  });

  it('looks every ten iterations only', () => {
    const looked = run(n => 1 + n / 100);
    expect(looked.iteration % options.lookEvery).toBe(0);
    expect(run(n => 1 + n / 100, 19).cap).toBe(1);
  });

  it('tells a fall in noise later than a clear one', () => {
    const random = createRandom(5);
    const noisy = run(n => 1 - n / 1000 + 0.05 * random.normal());
    expect(noisy.cap).toBe(2);
    expect(noisy.iteration).toBeGreaterThan(30);
  });

  it('ends expansion after more than 1,000 of a series that goes nowhere, and goes on below the cap', () => {
    let state = run(n => (n % 2 ? 1 : 2));
    expect(state).toMatchObject({ cap: 1, iteration: 1001, expansionEnd: 1001 });
    expect(startEpochTurn(state, options).next).toBeUndefined();
    const shares: number[] = [];
    while (!startEpochTurn(state, options).done) {
      shares.push(startEpochTurn(state, options).rateShare);
      state = afterIteration(state, options, -3);
    }
    expect(shares.slice(0, 51)).toEqual([...Array(50).fill(1), 0.8]);
    expect(shares.length).toBe(50 * (1 + Math.floor(Math.log(0.01) / Math.log(0.8))));
  });

  it('ends expansion where the experts end: start = cap needs an epoch cap + 1 to be matched with', () => {
    const few = { ...usualStartEpochs, expertEpochs: 2 };
    let state = firstStartEpoch(-3, few);
    for (let n = 0; n < 20; n++) state = afterIteration(state, few, -3, n);
    expect(state).toMatchObject({ cap: 2, expansionEnd: 20 });
    expect(startEpochTurn(state, few)).toMatchObject({ start: 0, next: undefined });
    expect(firstStartEpoch(-3, { ...few, expertEpochs: 1 }).expansionEnd).toBe(0);
  });
});

describe('a fixed cap', () => {
  it('takes its start epochs in turns, measures none beside, and is never done', () => {
    const plain = { ...options, rateFactor: 1 };
    let state = fixedStartEpochs(-3, 3, plain);
    const starts: number[] = [];
    for (let n = 0; n < 2000; n++) {
      const turn = startEpochTurn(state, plain);
      expect(turn).toMatchObject({ next: undefined, rateShare: 1, done: false });
      starts.push(turn.start);
      state = afterIteration(state, plain, turn.logStepSize);
    }
    expect(starts.slice(0, 5)).toEqual([0, 1, 2, 0, 1]);
    expect(state.cap).toBe(3);
    expect(() => fixedStartEpochs(-3, 31, plain)).toThrow('need a cap of 1 to 30');
  });
});

describe('step sizes', () => {
  it('are each start epoch’s own, and a new one begins with the last', () => {
    let state = firstStartEpoch(-3, options);
    for (let n = 0; n < 20; n++) state = afterIteration(state, options, -4, n);
    expect(state.logStepSizes).toEqual([-4, -4]);
    const seen: number[] = [];
    for (let n = 0; n < 4; n++) {
      const { start, next, logStepSize } = startEpochTurn(state, options);
      expect(next).toBe(2);
      seen.push(start);
      state = afterIteration(state, options, logStepSize - (start === 0 ? 1 : 0.1), n % 2);
    }
    expect(seen).toEqual([0, 1, 0, 1]);
    expect(state.logStepSizes[0]).toBeCloseTo(-6, 12);
    expect(state.logStepSizes[1]).toBeCloseTo(-4.2, 12);
  });

  it('need the next epoch’s loss as long as it decides', () => {
    expect(() => afterIteration(firstStartEpoch(0, options), options, 0)).toThrow('start epoch 1');
  });
});
