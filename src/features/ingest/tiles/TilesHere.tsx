import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { formatCount, formatGalaxies } from '../../../ui/text/quantity.ts';
import { mostLoaded, type SurveyTilesStore } from './surveyTilesStore.ts';

interface TilesHereProps {
  /** Loads what reads tiles. */
  openTiles(): Promise<SurveyTilesStore>;
}

/** Reads more galaxies of a survey where the map is on screen, beside the count of those that are loaded. */
export function TilesHere({ openTiles }: TilesHereProps) {
  const [store, setStore] = useState<SurveyTilesStore | null>(null);
  useEffect(() => {
    openTiles().then(setStore, () => {}); // a part of the app that does not load is told by itself
  }, [openTiles]);
  return store && <Here store={store} />;
}

function Here({ store }: { store: SurveyTilesStore }) {
  const { left, coming, reading, full, read, stop } = useStore(store);
  if (reading) {
    return (
      <Button size="compact-xs" variant="default" flex="none" onClick={stop}>
        Stop reading
      </Button>
    );
  }
  if (!left) return null;
  if (full) {
    return (
      <span
        title={`At most ${formatGalaxies(mostLoaded)} of a survey are loaded. Open it again to begin elsewhere.`}
      >
        no more fit
      </span>
    );
  }
  return (
    <Button
      size="compact-xs"
      variant="default"
      flex="none"
      title={`About this part of the map the survey has ${formatGalaxies(left)} more; reads ${formatCount(coming)} of them.`}
      onClick={() => void read()}
    >
      Read more here
    </Button>
  );
}
