import { describe, expect, it } from 'vitest';
import type { GpuSearch } from '../../../src/kernels/search/gpuSearch.ts';
import type { NearestQuestion } from '../../../src/maths/neighbours/rowSearch.ts';
import type { SixteenBitRows } from '../../../src/maths/neighbours/sixteenBitRows.ts';
import { createSearchTrial } from '../../../workers/search/searchTrial.ts';

const question: NearestQuestion = { vector: Float32Array.of(1), metric: 'euclidean', length: 1, k: 2 };
const found = { indices: Int32Array.of(3, 5), distances: Float64Array.of(0.5, 1) };

/** A GPU whose first answer takes 900 ms, to compile, and each other `ms`. */
function start({ ms = 4, count = 200_000, answers = found, opens = true } = {}) {
  const record = { now: 0, asked: 0, opened: 0, ended: 0, lost: false };
  const gpu: GpuSearch = {
    async nearest() {
      record.now += record.asked++ === 0 ? 900 : ms;
      if (record.lost) throw new Error('the graphics device was lost');
      return answers;
    },
    end: () => void record.ended++,
  };
  const trial = createSearchTrial(
    { count } as SixteenBitRows,
    async () => {
      record.opened++;
      return opens ? gpu : undefined;
    },
    () => record.now,
  );
  return { trial, record };
}

describe('the trial of a GPU in the search', () => {
  it('is of the second answer to the first question, and the quicker one answers from then on', async () => {
    const { trial, record } = start();
    expect(await trial.answer(question)).toBeUndefined(); // the processor's turn
    expect(record.opened).toBe(0);
    await trial.timed(question, found, 16);
    expect([record.opened, record.asked]).toEqual([1, 2]);
    expect(await trial.answer(question)).toBe(found);
    trial.end();
    expect(record.ended).toBe(1);
    expect(await trial.answer(question)).toBeUndefined();
  });

  it.each([
    ['it gains too little', { ms: 14 }],
    ['its answer is another', { answers: { ...found, indices: Int32Array.of(3, 6) } }],
  ])('is lost, once and for all, where %s', async (_, options) => {
    const { trial, record } = start(options);
    await trial.timed(question, found, 16);
    expect(await trial.answer(question)).toBeUndefined();
    await trial.timed(question, found, 16);
    expect([record.opened, record.ended]).toEqual([1, 1]);
  });

  it('does not take place where there is no GPU, nor for few galaxies', async () => {
    const none = start({ opens: false });
    await none.trial.timed(question, found, 16);
    expect(await none.trial.answer(question)).toBeUndefined();
    const few = start({ count: 99_999 });
    await few.trial.timed(question, found, 16);
    expect(few.record.opened).toBe(0);
  });

  it('leaves a device that is lost later to the processor', async () => {
    const { trial, record } = start();
    await trial.timed(question, found, 16);
    record.lost = true;
    expect(await trial.answer(question)).toBeUndefined();
    record.lost = false;
    expect(await trial.answer(question)).toBeUndefined();
    expect(record.ended).toBe(1);
  });

  it('frees a device that comes after the galaxies have gone', async () => {
    const { trial, record } = start();
    const trying = trial.timed(question, found, 16);
    trial.end();
    await trying;
    expect(record.ended).toBe(1);
    expect(await trial.answer(question)).toBeUndefined();
  });
});
