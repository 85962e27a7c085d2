import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { OpenedCatalogue } from '../../../contracts/ingest.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import type { AnomaliesStore } from '../state/anomaliesState.ts';
import { GalaxyStrip } from './GalaxyStrip.tsx';

/** Nearest galaxies shown below the card. */
export const neighboursShown = 6; // one line of thumbnails in a 380 px panel

interface CardNeighboursProps {
  store: AnomaliesStore;
  row: number;
  catalogue: OpenedCatalogue;
}

/** The galaxies most like the one on the card. Those of the previous card stay, dimmed, until they are found. */
export function CardNeighbours({ store, row, catalogue }: CardNeighboursProps) {
  const version = useStore(useSession().representation, s => s.version);
  const scores = useStore(store, s => s.searchRows.scores);
  const [found, setFound] = useState<{ row: number; version: number; rows: number[] | null } | null>(null);
  const { neighboursOf } = store.getState();
  useEffect(() => {
    const control = new AbortController();
    const keep = (rows: number[] | null) => {
      if (!control.signal.aborted) setFound({ row, version, rows });
    };
    neighboursOf(row, neighboursShown, control.signal).then(
      rows => keep([...rows]),
      () => keep(null), // the galaxy has no representation, or the search failed: the Similar room says why
    );
    return () => control.abort();
  }, [neighboursOf, row, version]);
  const own = found?.row === row && found.version === version;
  if (own && !found.rows) return null;
  return (
    <GalaxyStrip
      label="Its nearest galaxies"
      rows={found?.rows ?? []}
      places={neighboursShown}
      dimmed={!own}
      catalogue={catalogue}
      scores={scores}
    />
  );
}
