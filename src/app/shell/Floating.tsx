import { useCallback, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { mayHoldCatalogues } from '../../data/kept/keptDatabaseName.ts';
import { lazyPart } from '../../ui/lazyPart.tsx';
import type { House } from '../house.ts';
import { afterFirstMap } from '../milestones.ts';
import styles from './Floating.module.css';
import { Hints } from './Hints.tsx';
import { Notices } from './Notices.tsx';

const GoOn = lazyPart('The recent catalogues', async () => (await import('./GoOn.tsx')).GoOn);

/**
 * What the app says of itself over the map: at most one notice and one hint, under the search and over no control. Over the embedded
 * sky, a person who had other catalogues open finds these in the hint's place.
 */
export function Floating({ house }: { house: Pick<House, 'ingest' | 'view' | 'openRecent'> }) {
  const isSky = useStore(house.ingest, i => i.source?.kind === 'baked');
  const [dismissed, setDismissed] = useState(false);
  const dismiss = useCallback(() => setDismissed(true), []);
  const mayGoOn = useKept(isSky) && isSky && !dismissed;
  return (
    <div className={styles.floating}>
      <Notices />
      {mayGoOn ? <GoOn house={house} onDismiss={dismiss} /> : <Hints />}
    </div>
  );
}

/** Whether catalogues are kept in this browser, as far as can be told without loading anything; looked up after the first map. */
function useKept(asks: boolean): boolean {
  const [kept, setKept] = useState(false);
  useEffect(() => {
    if (asks) void afterFirstMap().then(mayHoldCatalogues).then(setKept);
  }, [asks]);
  return kept;
}
