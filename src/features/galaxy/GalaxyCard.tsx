import { useStore } from 'zustand';
import type { OpenedCatalogue } from '../../contracts/ingest.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { useGalaxyImage } from '../../session/useGalaxyImage.ts';
import { lazyPart } from '../../ui/lazyPart.tsx';
import { LargeImage } from '../../ui/pictures/LargeImage.tsx';
import { ArchiveLinks } from './ArchiveLinks.tsx';
import classes from './GalaxyCard.module.css';
import { GalaxyColumns } from './GalaxyColumns.tsx';
import { Position } from './Position.tsx';
import { placeOf } from './place.ts';

const FitsPicture = lazyPart(
  'The picture from FITS',
  async () => (await import('./rendering/FitsPicture.tsx')).FitsPicture,
);

const OtherSurvey = lazyPart(
  'The other surveys',
  async () => (await import('./survey/OtherSurvey.tsx')).OtherSurvey,
);

const SpectrumPart = lazyPart(
  'The spectra',
  async () => (await import('./spectrum/SpectrumPart.tsx')).SpectrumPart,
);

interface GalaxyCardProps {
  catalogue: OpenedCatalogue;
  row: number;
}

/** All that is known of the selected galaxy: its image, its place, where else it is, its columns. */
export function GalaxyCard({ catalogue, row }: GalaxyCardProps) {
  const { url, failure } = useGalaxyImage(row);
  const session = useSession();
  const rendered = useStore(session.rendering, s => s.rendered);
  const hasSpectra = useStore(session.spectra, s => s.handle === catalogue.handle);
  const id = catalogue.ids.at(row);
  const place = placeOf(catalogue, row);
  return (
    <section className={classes.card} aria-label="The galaxy’s card">
      {rendered?.handle === catalogue.handle ? (
        <FitsPicture key={rendered.handle} rendered={rendered} row={row} id={id} />
      ) : (
        <LargeImage url={url} failure={failure} alt={`Galaxy ${id}, large`} />
      )}
      {place && <Position place={place} />}
      {place && (
        <OtherSurvey key={`${id} ${place.raDeg}`} raDeg={place.raDeg} decDeg={place.decDeg} id={id} />
      )}
      {(place || hasSpectra) && <SpectrumPart catalogue={catalogue} row={row} place={place} />}
      {!catalogue.simulated && <ArchiveLinks place={place} id={id} />}
      <GalaxyColumns row={row} />
    </section>
  );
}
