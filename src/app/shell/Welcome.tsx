import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../../session/SessionContext.tsx';
import type { House } from '../house.ts';
import styles from './Welcome.module.css';

/** What this is, in the panel of a first visit; gone for ever after the first act, whatever it is. */
export function Welcome({ house }: { house: Pick<House, 'view'> }) {
  const { preferences, catalogue } = useSession();
  const isNew = useStore(preferences, p => p.dismissedHints.length === 0); // each hint goes with the act that it teaches
  const isSky = useStore(catalogue, c => c.catalogue === null || c.catalogue.simulated);
  const room = useStore(house.view, v => v.room);
  const [first] = useState(room);
  useEffect(() => {
    const { dismissedHints, change } = preferences.getState();
    if (room !== first && !dismissedHints.includes(welcome))
      change({ dismissedHints: [...dismissedHints, welcome] });
  }, [preferences, room, first]);
  if (!isNew || !isSky || room !== first) return null;
  return (
    <p className={styles.welcome}>
      Morphospace maps galaxies by shape, on your machine. This sky is simulated; real ones are under{' '}
      <button type="button" onClick={() => house.view.getState().enter('data')}>
        Data
      </button>
      .
    </p>
  );
}

const welcome = 'welcome';
