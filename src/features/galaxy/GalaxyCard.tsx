import type { OpenedCatalogue } from '../../contracts/ingest.ts';
import { useGalaxyImage } from '../../session/useGalaxyImage.ts';
import { LargeImage } from '../../ui/pictures/LargeImage.tsx';
import { ArchiveLinks } from './ArchiveLinks.tsx';
import classes from './GalaxyCard.module.css';
import { GalaxyColumns } from './GalaxyColumns.tsx';
import { Position } from './Position.tsx';
import { placeOf } from './place.ts';

interface GalaxyCardProps {
  catalogue: OpenedCatalogue;
  row: number;
}

/** All that is known of the selected galaxy: its image, its place, where else it is, its columns. */
export function GalaxyCard({ catalogue, row }: GalaxyCardProps) {
  const { url, failure } = useGalaxyImage(row);
  const id = catalogue.ids.at(row);
  const place = placeOf(catalogue, row);
  return (
    <section className={classes.card} aria-label="The galaxy’s card">
      <LargeImage url={url} failure={failure} alt={`Galaxy ${id}, large`} />
      {place && <Position place={place} />}
      {!catalogue.simulated && <ArchiveLinks place={place} id={id} />}
      <GalaxyColumns row={row} />
    </section>
  );
}
