import { createStore } from 'zustand/vanilla';
import type { SearchShelf } from '../data/searches/searchShelf.ts';
import type { LabelsStore } from './labels.ts';
import { createRatingActions } from './searches/ratingActions.ts';
import type { RatingHistory } from './searches/ratingHistory.ts';
import { createSearchList } from './searches/searchList.ts';
import { createSearchWriter } from './searches/searchWriter.ts';

/**
 * The searches of the open catalogue, each change saved as it is made.
 *
 * @param clock milliseconds since 1970
 * @param newKey a key no search has yet, on any machine
 */
export function createLabelsStore(
  shelf: SearchShelf,
  clock: () => number,
  newKey: () => string,
): LabelsStore {
  const histories = new Map<string, RatingHistory>();
  return createStore((set, get) => {
    const writer = createSearchWriter(shelf, saved => set({ saved }));
    const { keep, ...listActions } = createSearchList({ get, set, shelf, writer, clock, newKey });
    return {
      catalogue: null,
      searches: [],
      current: null,
      reading: false,
      saved: 'yes',
      setAside: 0,
      ...listActions,
      ...createRatingActions({ get, keep, histories, clock }),
    };
  });
}
