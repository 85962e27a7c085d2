import { expect, it } from 'vitest';
import { inTurns } from '../../../src/app/search/inTurns.ts';

it('lets other tasks in between steps, and ends a search that nobody wants', async () => {
  function* slow(): Generator<void, string> {
    for (let step = 0; step < 6; step++) {
      const until = performance.now() + 6;
      while (performance.now() < until);
      yield;
    }
    return 'found';
  }
  let others = 0;
  const timer = setInterval(() => others++, 1);
  expect(await inTurns(slow())).toBe('found');
  clearInterval(timer);
  expect(others).toBeGreaterThanOrEqual(2);
  let asked = 0;
  expect(await inTurns(slow(), () => ++asked < 2)).toBeUndefined();
  expect(asked).toBe(2);
});
