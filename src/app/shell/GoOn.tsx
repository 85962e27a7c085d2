import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { FirstRecent } from '../../features/ingest/recent/FirstRecent.tsx';
import type { RecentStore } from '../../features/ingest/recent/recentStore.ts';
import type { House } from '../house.ts';
import { Hints } from './Hints.tsx';

interface GoOnProps {
  house: Pick<House, 'ingest' | 'view' | 'openRecent'>;
  onDismiss(): void;
}

/** The catalogues a person had open last; hints where there is none after all. */
export function GoOn({ house, onDismiss }: GoOnProps) {
  const [recent, setRecent] = useState<RecentStore | null>(null);
  useEffect(() => {
    house.openRecent().then(setRecent, onDismiss); // a part of the app that does not load is told by itself
  }, [house, onDismiss]);
  return recent && <Kept recent={recent} house={house} onDismiss={onDismiss} />;
}

function Kept({ recent, house, onDismiss }: GoOnProps & { recent: RecentStore }) {
  const isEmpty = useStore(recent, r => r.catalogues?.length === 0);
  if (isEmpty) return <Hints />;
  const onAll = () => house.view.getState().enter('data');
  return <FirstRecent recent={recent} ingest={house.ingest} onAll={onAll} onDismiss={onDismiss} />;
}
