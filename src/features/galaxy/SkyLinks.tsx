import { lazy, Suspense } from 'react';
import type { Place } from './place.ts';
import classes from './SkyLinks.module.css';

const ArchiveLinks = lazy(async () => ({ default: (await import('./ArchiveLinks.tsx')).ArchiveLinks }));

interface SkyLinksProps {
  place: Place | null;
  id: string;
  simulated: boolean;
}

/** Pages elsewhere about this place on the sky, or why there are none. */
export function SkyLinks({ place, id, simulated }: SkyLinksProps) {
  if (simulated)
    return <p className={classes.none}>Simulated: it is nowhere on the sky, so no archive knows it.</p>;
  return (
    <Suspense fallback={null}>
      <ArchiveLinks place={place} id={id} />
    </Suspense>
  );
}
