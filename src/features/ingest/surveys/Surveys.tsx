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

/** Galaxies from elsewhere: sets of the hub, and pictures of places on the sky. Nothing is asked for before a click. */
export function Surveys({ open }: { open(source: CatalogueSource): Promise<void> }) {
  const [unfolded, setUnfolded] = useState(false);
  return (
    <>
      <HubSets open={open} />
      <div className={room.part}>
        <FoldButton open={unfolded} onChange={setUnfolded}>
          Cutouts at positions on the sky
        </FoldButton>
        {unfolded && <CutoutForm open={open} />}
      </div>
    </>
  );
}
