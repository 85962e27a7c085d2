import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { UnwrittenCard } from '../../../data/runs/prototypeFiles.ts';
import { sentenceOf } from '../../../session/notices.ts';
import type { GalleryStore } from '../gallery/galleryStore.ts';
import type { ShownSet } from '../gallery/shownSet.ts';
import type { RunClients } from '../run/runClients.ts';
import type { RunStore } from '../run/runStore.ts';
import { judgedRuns } from './judgedRuns.ts';
import { type TableRow, tableRows } from './tableRows.ts';

const none: ReadonlyMap<string, UnwrittenCard> = new Map();

/** Where the rows of the table come from. */
interface TableSources {
  gallery: GalleryStore;
  runs: RunStore;
  clients: Pick<RunClients, 'shelf' | 'session'>;
}

/** The table of a set: its own rows, and what shipped sets and runs of this browser made of the same galaxies. */
export function useTableRows(store: TableSources, { id, card }: ShownSet): TableRow[] {
  const shipped = useStore(store.gallery, s => s.cards);
  const notes = useStore(store.runs, s => s.runs);
  const [own, setOwn] = useState(none);
  const { shelf, session } = store.clients;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a run's card is another at every stretch, its galaxies are not
  useEffect(() => {
    let wanted = true;
    judgedRuns(shelf, notes, card, id).then(
      cards => wanted && setOwn(cards),
      (error: unknown) =>
        session.notices.getState().complain(`Other runs could not be read: ${sentenceOf(error)}`),
    );
    return () => {
      wanted = false;
    };
  }, [shelf, session, notes, id]);
  const others = [...shipped, ...own].filter(([other]) => other !== id);
  return tableRows(card, others);
}
