import '@mantine/core/styles/Switch.css';
import { Switch } from '@mantine/core';
import { useState } from 'react';
import type { AttentionView } from '../../maths/attention/attentionView.ts';
import { PixelCanvas } from '../../ui/pictures/PixelCanvas.tsx';
import { formatPercent } from '../../ui/text/quantity.ts';
import type { NetworkStore, SeenAttention } from './networkStore.ts';
import { OcclusionBeside } from './OcclusionPanel.tsx';
import patches from './PatchPicture.module.css';
import tile from './Tile.module.css';
import { opaque } from './tilePixels.ts';

const quickSidePx = 96; // larger images take a network minutes to cover square by square

interface AttentionBesideProps {
  store: NetworkStore;
  seen: SeenAttention;
  view: AttentionView;
}

/** The components of the patches, and the occlusion map of the same galaxy. */
export function AttentionBeside({ store, seen: { image, head }, view }: AttentionBesideProps) {
  const [wanted, setWanted] = useState<boolean | null>(null);
  const beside = head !== null && (wanted ?? image.sidePx <= quickSidePx);
  const { rows, columns } = view;
  return (
    <>
      <div className={patches.pair}>
        <figure>
          <div className={tile.stack}>
            <PixelCanvas
              widthPx={columns}
              heightPx={rows}
              rgba={opaque(view.componentColours)}
              className={tile.pixels}
              label="Principal components of the patches as colours"
            />
          </div>
          <figcaption>
            Patches of like colour are alike to the network: three components of the last block,{' '}
            {formatPercent(view.explained.reduce((sum, share) => sum + share, 0))} of what tells them apart.
          </figcaption>
        </figure>
        {beside && <OcclusionBeside store={store} />}
      </div>
      {head !== null && (
        <Switch
          size="xs"
          label="Occlusion map beside it"
          description={
            image.sidePx > quickSidePx
              ? 'Covers the galaxy square by square; at this size that takes a while, and clicks wait for it.'
              : undefined
          }
          checked={beside}
          onChange={event => setWanted(event.currentTarget.checked)}
        />
      )}
    </>
  );
}
