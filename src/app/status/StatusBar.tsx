import { Badge, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../../session/SessionContext.tsx';
import { lazyPart } from '../../ui/lazyPart.tsx';
import { catalogueCount, isPart } from '../../ui/text/catalogueCount.ts';
import type { House } from '../house.ts';
import { afterFirstMap } from '../milestones.ts';
import styles from './StatusBar.module.css';

const StatusControls = lazyPart(
  'Jobs, model and backend',
  async () => (await import('./StatusControls.tsx')).StatusControls,
);

const TilesHere = lazyPart('Reading more of the survey', async () => {
  await afterFirstMap();
  return (await import('../../features/ingest/tiles/TilesHere.tsx')).TilesHere;
});

/** The open catalogue, the selection, running jobs, the model and the backend. */
export function StatusBar({ house }: { house: House }) {
  const { catalogue: store, selection } = useSession();
  const catalogue = useStore(store, c => c.catalogue);
  const row = useStore(selection, s => s.row);
  const many = useStore(selection, s => s.rows.length);
  const [mapShown, setMapShown] = useState(false);
  useEffect(() => void afterFirstMap().then(() => setMapShown(true)), []);
  // The first visit's sky has its map ready; whatever else opens may have work to show before there is one.
  const showsControls = mapShown || catalogue?.simulated === false;
  return (
    <footer className={styles.bar}>
      {catalogue ? (
        <Text className={styles.catalogue} truncate>
          {catalogue.name} · {catalogueCount(catalogue)}
        </Text>
      ) : (
        <Text c="dimmed">Nothing is open yet</Text>
      )}
      {catalogue?.tiled && isPart(catalogue) && <TilesHere openTiles={house.openTiles} />}
      {catalogue?.simulated && (
        <>
          <Badge size="sm" variant="outline" color="gray" tt="none" flex="none">
            simulated
          </Badge>
          <button type="button" className={styles.real} onClick={() => house.view.getState().enter('data')}>
            See real galaxies
          </button>
        </>
      )}
      {row !== null && catalogue && (
        <Text className={styles.selected} c="dimmed" truncate>
          {many > 1 ? `${many.toLocaleString('en')} selected` : catalogue.ids.at(row)}
        </Text>
      )}
      <span className={styles.space} />
      {showsControls && <StatusControls house={house} />}
    </footer>
  );
}
