import { Button, Loader } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { formatCount, formatGalaxies } from '../../../ui/text/quantity.ts';
import { mostLoaded, type SurveyTilesStore } from './surveyTilesStore.ts';

interface TilesHereProps {
  /** Loads what reads tiles. */
  openTiles(): Promise<SurveyTilesStore>;
}

/**
 * Beside the count of those that are loaded: whether galaxies of a survey are being read where the map is on screen, and how many
 * more there are.
 */
export function TilesHere({ openTiles }: TilesHereProps) {
  const [store, setStore] = useState<SurveyTilesStore | null>(null);
  useEffect(() => {
    openTiles().then(setStore, () => {}); // a part of the app that does not load is told by itself
  }, [openTiles]);
  return store && <Here store={store} />;
}

function Here({ store }: { store: SurveyTilesStore }) {
  const { left, coming, reading, failure, full, read, stop } = useStore(store);
  if (reading) {
    return (
      <Button
        size="compact-xs"
        variant="default"
        flex="none"
        leftSection={<Loader size={10} />}
        title="More galaxies of this part of the map are being read. Stops that."
        onClick={stop}
      >
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
  const there = `About this part of the map the survey has ${formatGalaxies(left)} more; reads ${formatCount(coming)} of them.`;
  return (
    <Button
      size="compact-xs"
      variant="default"
      flex="none"
      title={failure ? `${failure} ${there}` : there}
      onClick={() => void read()}
    >
      {failure ? 'More could not be read: try again' : 'Read more here'}
    </Button>
  );
}
