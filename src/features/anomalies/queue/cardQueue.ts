import type { Asked } from '../../../contracts/anomalies.ts';
import type { StoreParts } from '../state/anomaliesState.ts';
import type { Card } from '../state/card.ts';
import type { ShownGalaxy } from '../state/shownGalaxy.ts';
import { bestCard, randomCard, unpredicted, upcomingAfter } from '../state/upcoming.ts';

/** The card asked about and those after it. If no batch has come in time, it chooses a galaxy itself. */
export interface CardQueue {
  /** Moves to the next card if this one is rated or skipped. @param quietly does not change which galaxy is shown */
  next(quietly?: boolean): void;
  /** Replaces the upcoming cards with a new batch; those the search begins with stay in front. */
  refill(batch: readonly Asked[]): void;
  /** Sets the cards the search begins with. */
  openWith(cards: readonly Card[]): void;
  /** Waits for the cards the search begins with, which are being computed: no other is shown before them. */
  awaitOpening(): void;
  isAwaitingOpening(): boolean;
  /** Stops waiting: there are no such cards, or they are no longer wanted. */
  stopAwaiting(): void;
  /** Shows a galaxy again whose rating or skip was undone. */
  takeBack(row: number): void;
  /** Forgets all cards: another search is opened. */
  clear(): void;
}

/** An empty queue; it reads and writes the store it is given, and remembers the cards shown, for undo. */
export function createCardQueue({ clients, get, set }: StoreParts, { show }: ShownGalaxy): CardQueue {
  const { labels, representation } = clients.session;
  /** Cards this search begins with that have not been shown yet. */
  let opening: readonly Card[] = [];
  let awaiting = false;
  /** Cards shown in this search by row, for undo to show with their reason. */
  let past = new Map<number, Card>();

  const isDone = (row: number) => get().searchRows.scores.has(row) || get().searchRows.skipped.has(row);

  /** A galaxy to show if no batch has come in time; null where there is none, or while the first batch is being computed. */
  function fallbackCard(): Card | null {
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
      let upcoming = get().upcoming.filter(({ row }) => row !== card?.row && !isDone(row));
      if (!card) {
        card = upcoming[0] ?? fallbackCard();
        upcoming = upcoming.slice(1);
      }
      if (card) past.set(card.row, card);
      set({ card, upcoming });
      if (!quietly || shown === null) show(card?.row ?? null);
    },
    refill(batch) {
      const { card } = get();
      opening = opening.filter(({ row }) => !isDone(row));
      const wanted = awaiting ? [] : batch;
      set({ upcoming: upcomingAfter(opening, wanted, row => isDone(row) || row === card?.row) });
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
      const { card, upcoming } = get();
      if (isDone(row) || row === card?.row) return;
      const again = past.get(row) ?? unpredicted(row, 'your choice');
      set({ card: again, upcoming: [...(card ? [card] : []), ...upcoming.filter(each => each.row !== row)] });
    },
    clear() {
      opening = [];
      awaiting = false;
      past = new Map();
    },
  };
}
