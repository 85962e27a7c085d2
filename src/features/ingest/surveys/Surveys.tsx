import { useState } from 'react';
import type { CatalogueSource } from '../../../contracts/ingest.ts';
import { FoldButton } from '../../../ui/FoldButton.tsx';
import { lazyPart } from '../../../ui/lazyPart.tsx';
import room from '../../../ui/room.module.css';
import { HubSets } from './HubSets.tsx';

const CutoutForm = lazyPart(
  'The form for cutouts',
  async () => (await import('../cutouts/CutoutForm.tsx')).CutoutForm,
);

const OneMosaic = lazyPart(
  'The large image',
  async () => (await import('../mosaic/OneMosaic.tsx')).OneMosaic,
);

/** Galaxies from elsewhere: sets of the hub, pictures of places on the sky, one large image. Nothing is asked for before a click. */
export function Surveys({ open }: { open(source: CatalogueSource): Promise<void> }) {
  const [cutouts, showCutouts] = useState(false);
  const [mosaic, showMosaic] = useState(false);
  return (
    <>
      <HubSets open={open} />
      <div className={room.part}>
        <FoldButton open={cutouts} onChange={showCutouts}>
          Cutouts at positions on the sky
        </FoldButton>
        {cutouts && <CutoutForm open={open} />}
      </div>
      <div className={room.part}>
        <FoldButton open={mosaic} onChange={showMosaic}>
          Galaxies in one large image
        </FoldButton>
        {mosaic && <OneMosaic open={open} />}
      </div>
    </>
  );
}
