import { lazyPart } from '../../ui/lazyPart.tsx';
import type { Place } from './place.ts';
import classes from './SkyLinks.module.css';

const ArchiveLinks = lazyPart(
  'The links to archives',
  async () => (await import('./ArchiveLinks.tsx')).ArchiveLinks,
);

interface SkyLinksProps {
  place: Place | null;
  id: string;
  simulated: boolean;
}

/** Pages elsewhere about this place on the sky, or why there are none. */
export function SkyLinks({ place, id, simulated }: SkyLinksProps) {
  if (simulated)
    return <p className={classes.none}>Simulated: it is nowhere on the sky, so no archive knows it.</p>;
  return <ArchiveLinks place={place} id={id} />;
}
