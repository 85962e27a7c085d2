import type { Asked } from '../../../contracts/anomalies.ts';
import type { StoreParts } from '../state/anomaliesState.ts';
import type { Card } from '../state/card.ts';
import type { ShownGalaxy } from '../state/shownGalaxy.ts';
import { bestCard, comingAfter, randomCard, unpredicted } from '../state/upcoming.ts';

/** The card in hand and those to come. It never waits: where no batch has come in time, it finds a galaxy itself. */
export interface CardQueue {
  /** Asks about the next galaxy where the last is rated or skipped. @param quietly leaves alone what is looked at */
  next(quietly?: boolean): void;
  /** Replaces what was to come by a better batch; what the search opens with stays in front. */
  refill(batch: readonly Asked[]): void;
  /** Cards the search begins with. */
  openWith(cards: readonly Card[]): void;
  /** The cards the search begins with are looked for: nothing else is to be asked before them. */
  awaitOpening(): void;
  isAwaitingOpening(): boolean;
  /** Nothing was found to begin with, or it is no longer wanted. */
  stopAwaiting(): void;
  /** Asks about a galaxy again whose rating or skip was taken back. */
  takeBack(row: number): void;
  /** Another search is taken up. */
  clear(): void;
}

export function createCardQueue({ clients, get, set }: StoreParts, { show }: ShownGalaxy): CardQueue {
  const { labels, representation } = clients.session;
  /** Cards this search begins with and that have not been asked yet. */
  let opening: readonly Card[] = [];
  let awaiting = false;
  /** Cards shown in this search, to come back to by undo with the reason they were asked for. */
  let past = new Map<number, Card>();

  const isDone = (row: number) => get().said.scores.has(row) || get().said.skipped.has(row);

  /** Where no batch has come in time. */
  function inNeed(): Card | null {
    const { learnt, working } = get();
    const { current } = labels.getState();
    const ranked = representation.getState().representation?.rows;
    if (!current || !ranked || awaiting || (!learnt && working)) return null; // the first is on its way
    const seed = current.seed + current.ratings.length + current.skipped.length;
    return bestCard(learnt, isDone) ?? randomCard(ranked, isDone, seed);
  }

  return {
    next(quietly = false) {
      const { card: last, shown } = get();
      let card = last && !isDone(last.row) ? last : null;
      let coming = get().coming.filter(({ row }) => row !== card?.row && !isDone(row));
      if (!card) {
        card = coming[0] ?? inNeed();
        coming = coming.slice(1);
      }
      if (card) past.set(card.row, card);
      set({ card, coming });
      if (!quietly || shown === null) show(card?.row ?? null);
    },
    refill(batch) {
      const { card } = get();
      opening = opening.filter(({ row }) => !isDone(row));
      const wanted = awaiting ? [] : batch;
      set({ coming: comingAfter(opening, wanted, row => isDone(row) || row === card?.row) });
    },
    openWith(cards) {
      opening = cards;
      awaiting = false;
    },
    awaitOpening() {
      awaiting = true;
    },
    isAwaitingOpening: () => awaiting,
    stopAwaiting() {
      awaiting = false;
    },
    takeBack(row) {
      const { card, coming } = get();
      if (isDone(row) || row === card?.row) return;
      const again = past.get(row) ?? unpredicted(row, 'your choice');
      set({ card: again, coming: [...(card ? [card] : []), ...coming.filter(each => each.row !== row)] });
    },
    clear() {
      opening = [];
      awaiting = false;
      past = new Map();
    },
  };
}
