import { Button } from '@mantine/core';
import { useStore } from 'zustand';
import { useSession } from '../../../session/SessionContext.tsx';
import room from '../../../ui/room.module.css';
import { formatCount, formatGalaxies } from '../../../ui/text/quantity.ts';
import classes from './Gallery.module.css';
import type { GalleryStores } from './galleryStores.ts';

/** How far the search for like galaxies has come, and among which it looks. */
export function NearestLine({ store }: { store: GalleryStores }) {
  const { status, read, wanted, failure, stop } = useStore(store.nearest);
  const catalogue = useStore(useSession().catalogue, s => s.catalogue);
  if (!catalogue) return <p className={room.note}>Open a catalogue to see which galaxies are like these.</p>;
  if (!catalogue.hasImages)
    return <p className={room.note}>The open catalogue has no images to compare these with.</p>;
  return (
    <div className={classes.status}>
      <span role="status">
        {status === 'failed'
          ? `The galaxies could not be compared: ${failure}`
          : status === 'reading' && read < wanted
            ? `Comparing with ${formatCount(read)} of ${formatGalaxies(wanted)}`
            : `Compared with ${formatGalaxies(read)} of ${catalogue.name}`}
      </span>
      {status === 'reading' && read < wanted && (
        <Button variant="default" size="compact-xs" onClick={stop}>
          Stop
        </Button>
      )}
    </div>
  );
}
