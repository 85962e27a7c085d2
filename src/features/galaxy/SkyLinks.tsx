import { linkOfObjid, linksAt } from './links.ts';
import type { Place } from './place.ts';
import classes from './SkyLinks.module.css';

export interface SkyLinksProps {
  place: Place | null;
  id: string;
  simulated: boolean;
}

/** Pages elsewhere about this place on the sky, or why there are none. */
export function SkyLinks({ place, id, simulated }: SkyLinksProps) {
  if (simulated)
    return <p className={classes.none}>Simulated: it is nowhere on the sky, so no archive knows it.</p>;
  const byObjid = place ? null : linkOfObjid(id);
  const links = place ? linksAt(place) : byObjid ? [byObjid] : [];
  if (links.length === 0) {
    return (
      <p className={classes.none}>The catalogue gives no position, so there are no links to archives.</p>
    );
  }
  return (
    <ul className={classes.links} aria-label="Elsewhere">
      {links.map(({ title, meaning, url }) => (
        <li key={title}>
          <a href={url} target="_blank" rel="noopener noreferrer" title={`${meaning} (opens a new tab)`}>
            {title}
          </a>
        </li>
      ))}
    </ul>
  );
}
