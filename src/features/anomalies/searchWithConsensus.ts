import { consensusColumn } from '../../data/people/peopleColumns.ts';
import type { PeopleStore } from '../../session/people/peopleState.ts';
import type { Session } from '../../session/session.ts';
import { formatCount } from '../../ui/text/quantity.ts';
import { nameOf } from './ranking/interestColumns.ts';
import { freeName } from './searches/searchFiles.ts';

/** Begins a new search with the people's consensus as its ratings; the search they rated in stays as it is. */
export function searchWithConsensus(
  people: PeopleStore,
  { labels, catalogue, columns, notices }: Pick<Session, 'labels' | 'catalogue' | 'columns' | 'notices'>,
): void {
  const { table, consensus } = people.getState();
  const { ids } = catalogue.getState().catalogue ?? {};
  const { current, searches, catalogue: key, restore } = labels.getState();
  if (!table || !consensus || !ids || !current || key === null) return;
  const ratings = Array.from(table.rows, (row, i) => ({
    galaxyId: ids.at(row),
    score: consensus.values[i],
  })).filter(({ score }) => !Number.isNaN(score));
  const name = freeName(`${current.name}: consensus of ${table.people.length}`, searches);
  const { seed } = current;
  const { painted, columns: before } = columns.getState();
  const isPainted = painted !== null && painted === consensusColumn(before, 'ratings')?.name;
  restore({ key: '', catalogue: key, name, seed, start: 'examples', ratings, skipped: [], changedMs: 0 });
  const made = labels.getState().current;
  // The map keeps its colours: the same values are now this search's own ratings.
  if (isPainted) columns.getState().paint(nameOf('rating', columns.getState().columns));
  notices.getState().say(`The search “${name}” was begun with ${formatCount(ratings.length)} ratings.`, {
    undo() {
      if (made) labels.getState().remove(made.key);
      if (labels.getState().searches.some(({ key: each }) => each === current.key)) {
        labels.getState().choose(current.key);
      }
    },
  });
}
