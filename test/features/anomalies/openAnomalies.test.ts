import { expect, it } from 'vitest';
import type { SearchChange } from '../../../src/data/searches/mergedSearch.ts';
import { createMemorySearches } from '../../../src/data/searches/searchShelf.ts';
import { guardUnsaved } from '../../../src/features/anomalies/openAnomalies.ts';
import { createSession } from '../../../src/session/session.ts';

it('asks before the page is left while a rating is not on the disk, and writes what waits', async () => {
  const memory = createMemorySearches();
  const ends: (() => void)[] = [];
  const puts: number[] = [];
  const session = createSession(() => 0, undefined, {
    ...memory,
    put(change: SearchChange) {
      puts.push(change.search.ratings.length);
      return new Promise(resolve => ends.push(() => resolve(memory.put(change))));
    },
  });
  const page = new EventTarget();
  guardUnsaved(session, page);
  const leave = () => page.dispatchEvent(new Event('beforeunload', { cancelable: true }));
  const labels = session.labels.getState();
  await labels.open('a');
  expect(leave()).toBe(true); // nothing to lose: nobody is asked
  labels.begin('rings', 'random', 1);
  labels.rate('x', 5);
  expect(puts).toEqual([0]);
  expect(leave()).toBe(false);
  expect(puts).toEqual([0, 1]);
  labels.rate('y', 5);
  page.dispatchEvent(new Event('pagehide'));
  expect(puts).toEqual([0, 1, 2]);
  while (ends.length > 0) {
    ends.shift()?.();
    await new Promise(next => setTimeout(next));
  }
  expect(leave()).toBe(true);
});
