import type { CardQueue } from '../queue/cardQueue.ts';
import { surpriseOpening, votesOpening } from '../queue/openings.ts';
import type { AnomaliesState, StoreParts } from '../state/anomaliesState.ts';
import type { ShownGalaxy } from '../state/shownGalaxy.ts';

const exampleScore = 5; // the highest: the person chose them

type Actions = Pick<
  AnomaliesState,
  'begin' | 'rate' | 'rateAll' | 'skip' | 'undo' | 'redo' | 'back' | 'forward'
>;

/** The actions of a person in a search. The store follows the labels and ranks again when they change. */
export function createSearchActions(
  { clients, get, set }: StoreParts,
  queue: CardQueue,
  { show }: ShownGalaxy,
): Actions {
  const { session } = clients;
  const { labels, catalogue, representation } = session;

  const idOf = (row: number | null) =>
    row === null ? undefined : catalogue.getState().catalogue?.ids.at(row);

  /** @param taken the galaxy whose rating or skip was undone @param nothing the notice where there was nothing to undo */
  function goBackTo(taken: string | null, nothing: string): void {
    const row = taken === null ? undefined : catalogue.getState().rowOf(taken);
    if (row === undefined) {
      if (taken === null) session.notices.getState().say(nothing);
      queue.next();
      return;
    }
    queue.takeBack(row);
    show(row);
  }

  return {
    begin(name, beginning) {
      const { ids } = catalogue.getState().catalogue ?? {};
      labels.getState().begin(name, beginning.start, clients.newSeed());
      if (beginning.start === 'examples' && ids) {
        const ratings = beginning.rows.map(row => ({ galaxyId: ids.at(row), score: exampleScore }));
        labels.getState().rateAll(ratings);
      }
      if (beginning.start === 'votes') {
        const rows = representation.getState().representation?.rows ?? new Uint32Array(0);
        const { values, surprise } = beginning;
        const opening = surprise ? surpriseOpening(values, rows) : votesOpening(values, rows);
        queue.openWith(opening);
        set({ upcoming: opening });
        queue.next();
      }
    },
    rate(score) {
      const id = idOf(get().shown);
      if (id === undefined || !labels.getState().current) return;
      labels.getState().rate(id, score);
      queue.next();
    },
    rateAll(ratings) {
      const { rowOf } = catalogue.getState();
      const own = ratings.filter(({ galaxyId }) => rowOf(galaxyId) !== undefined);
      if (own.length > 0) labels.getState().rateAll(own);
      queue.next(true);
      return own.length;
    },
    skip() {
      const id = idOf(get().shown);
      if (id === undefined || !labels.getState().current) return;
      labels.getState().skip(id);
      queue.next();
    },
    undo: () => goBackTo(labels.getState().undo(), 'Nothing more to undo in this visit.'),
    redo() {
      const again = labels.getState().redo();
      if (again === null) session.notices.getState().say('Nothing to redo.');
      else queue.next();
    },
    back() {
      const { rows } = get().searchRows.ratings;
      const at = rows.indexOf(get().shown ?? -1);
      const to = at < 0 ? rows.length - 1 : at - 1;
      if (to >= 0) show(rows[to]);
    },
    forward() {
      const { rows } = get().searchRows.ratings;
      const at = rows.indexOf(get().shown ?? -1);
      if (at >= 0 && at + 1 < rows.length) show(rows[at + 1]);
      else queue.next();
    },
  };
}
