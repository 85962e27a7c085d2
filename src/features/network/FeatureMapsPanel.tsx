import { Select } from '@mantine/core';
import { memo, useMemo } from 'react';
import { PixelCanvas } from '../../ui/pictures/PixelCanvas.tsx';
import room from '../../ui/room.module.css';
import { formatNumber } from '../../ui/text/quantity.ts';
import { Working } from './AnswersPanel.tsx';
import classes from './NetworkRoom.module.css';
import type { NetworkStore } from './networkStore.ts';
import { PaneFailure } from './PaneFailure.tsx';
import tile from './Tile.module.css';
import { mapPixels } from './tilePixels.ts';
import { usePane } from './usePane.ts';

/** What the channels of one stage make of the selected galaxy. */
export function FeatureMapsPanel({ store }: { store: NetworkStore }) {
  const { status, result, failure, refresh } = usePane(store.maps);
  if (failure !== null) return <PaneFailure failure={`No feature maps: ${failure}`} onRetry={refresh} />;
  const { maps, stages = [] } = result ?? {};
  const plane = maps ? maps.heightPx * maps.widthPx : 0;
  return (
    <>
      <Select
        label="Stage of the network"
        size="xs"
        data={stages.map((name, i) => ({ value: name, label: `${i + 1} of ${stages.length} · ${name}` }))}
        value={maps?.stage ?? null}
        allowDeselect={false}
        disabled={!maps}
        onChange={name => name !== null && store.choice.getState().chooseStage(name)}
      />
      <Working words="Running the network" shown={status === 'working'} />
      {maps && (
        <>
          <ul
            className={status === 'working' ? `${classes.tiles} ${classes.stale}` : classes.tiles}
            aria-label={`Feature maps of ${maps.stage}`}
          >
            {Array.from(maps.channels, (channel, i) => (
              <MapTile
                key={channel}
                channel={channel}
                widthPx={maps.widthPx}
                heightPx={maps.heightPx}
                values={maps.values.subarray(i * plane, (i + 1) * plane)}
              />
            ))}
          </ul>
          <p className={room.note}>
            {maps.channels.length} of {maps.channelCount} channels, those that vary most over this image, at{' '}
            {maps.widthPx} × {maps.heightPx} values. Each is on its own scale, least dark and greatest bright.
          </p>
        </>
      )}
    </>
  );
}

interface MapTileProps {
  channel: number;
  widthPx: number;
  heightPx: number;
  values: Float32Array;
}

const MapTile = memo(function MapTile({ channel, widthPx, heightPx, values }: MapTileProps) {
  const rgba = useMemo(() => mapPixels(values), [values]);
  const [low, high] = [Math.min(...values), Math.max(...values)].map(value => formatNumber(value, 2));
  return (
    <li>
      <figure title={`from ${low} to ${high}`}>
        <PixelCanvas
          {...{ widthPx, heightPx, rgba }}
          className={tile.pixels}
          label={`Channel ${channel}, from ${low} to ${high}`}
        />
        <figcaption aria-hidden="true">{channel}</figcaption>
      </figure>
    </li>
  );
});
