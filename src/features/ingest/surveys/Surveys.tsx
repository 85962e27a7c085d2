import { useState } from 'react';
import type { CatalogueSource } from '../../../contracts/ingest.ts';
import type { SkyList } from '../../../data/cutouts/skyList.ts';
import { FoldButton } from '../../../ui/FoldButton.tsx';
import { lazyPart } from '../../../ui/lazyPart.tsx';
import room from '../../../ui/room.module.css';
import type { SampStore } from '../samp/sampStore.ts';
import { HubSets } from './HubSets.tsx';

const CutoutForm = lazyPart(
  'The form for cutouts',
  async () => (await import('../cutouts/CutoutForm.tsx')).CutoutForm,
);

const AroundForm = lazyPart(
  'The form for catalogues',
  async () => (await import('../around/AroundForm.tsx')).AroundForm,
);

const OneMosaic = lazyPart(
  'The large image',
  async () => (await import('../mosaic/OneMosaic.tsx')).OneMosaic,
);

const SampPart = lazyPart(
  'The exchange with other programs',
  async () => (await import('../samp/SampPart.tsx')).SampPart,
);

interface SurveysProps {
  /** Opens a catalogue in place of the present one. */
  open(source: CatalogueSource): Promise<void>;
  openSamp(): Promise<SampStore>;
}

/** Galaxies from elsewhere: sets of the hub, pictures of places on the sky, catalogues around a place, one large image, other programs. Nothing is asked for before a click. */
export function Surveys({ open, openSamp }: SurveysProps) {
  const [cutouts, showCutouts] = useState(false);
  const [places, setPlaces] = useState<{ list: SkyList; times: number }>();
  const [around, showAround] = useState(false);
  const [mosaic, showMosaic] = useState(false);
  const [samp, showSamp] = useState(false);
  return (
    <>
      <HubSets open={open} />
      <div className={room.part}>
        <FoldButton open={cutouts} onChange={showCutouts}>
          Cutouts at positions on the sky
        </FoldButton>
        {cutouts && <CutoutForm key={places?.times} open={open} places={places?.list} />}
      </div>
      <div className={room.part}>
        <FoldButton open={around} onChange={showAround}>
          Catalogues around a place
        </FoldButton>
        {around && (
          <AroundForm
            open={open}
            onPlaces={list => {
              setPlaces({ list, times: (places?.times ?? 0) + 1 });
              showCutouts(true);
            }}
          />
        )}
      </div>
      <div className={room.part}>
        <FoldButton open={mosaic} onChange={showMosaic}>
          Galaxies in one large image
        </FoldButton>
        {mosaic && <OneMosaic open={open} />}
      </div>
      <div className={room.part}>
        <FoldButton open={samp} onChange={showSamp}>
          TOPCAT, Aladin, DS9
        </FoldButton>
        {samp && <SampPart openSamp={openSamp} />}
      </div>
    </>
  );
}
