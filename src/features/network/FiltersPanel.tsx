import { useMemo } from 'react';
import type { FilterPictures } from '../../contracts/network.ts';
import { PixelCanvas } from '../../ui/pictures/PixelCanvas.tsx';
import room from '../../ui/room.module.css';
import { formatCounted } from '../../ui/text/quantity.ts';
import { Working } from './AnswersPanel.tsx';
import classes from './NetworkRoom.module.css';
import type { NetworkStore } from './networkStore.ts';
import { PaneFailure } from './PaneFailure.tsx';
import tile from './Tile.module.css';
import { opaque } from './tilePixels.ts';
import { usePane } from './usePane.ts';

/** The filters every pixel meets first. */
export function FiltersPanel({ store }: { store: NetworkStore }) {
  const { status, result, failure, refresh } = usePane(store.filters);
  if (failure !== null) return <PaneFailure failure={`No filters: ${failure}`} onRetry={refresh} />;
  return (
    <>
      <Working words="Loading the network" shown={status === 'working'} />
      {result && (
        <>
          <Pictures pictures={result.pictures} />
          <p className={room.note}>
            The {formatCounted(result.pictures.count, 'filter')} of the first layer of {result.card.title},{' '}
            {result.pictures.sidePx} × {result.pictures.sidePx} pixels each in red, green and blue. Grey is a
            weight of 0; each filter is scaled by its own largest weight.
          </p>
        </>
      )}
    </>
  );
}

function Pictures({ pictures: { count, sidePx, rgb } }: { pictures: FilterPictures }) {
  const tiles = useMemo(() => {
    const size = sidePx * sidePx * 3;
    return Array.from({ length: count }, (_, i) => opaque(rgb.subarray(i * size, (i + 1) * size)));
  }, [count, sidePx, rgb]);
  return (
    <ul className={`${classes.tiles} ${classes.small}`} aria-label="Filters of the first layer">
      {tiles.map((rgba, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a filter is known by its number
        <li key={i}>
          <PixelCanvas
            widthPx={sidePx}
            heightPx={sidePx}
            rgba={rgba}
            className={tile.pixels}
            label={`Filter ${i}`}
          />
        </li>
      ))}
    </ul>
  );
}
