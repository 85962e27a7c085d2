import classes from './ArchiveLinks.module.css';
import { linkOfObjid, linksAt } from './archiveLinks.ts';
import type { Place } from './place.ts';

/** Pages elsewhere about a real galaxy, or why there are none. */
export function ArchiveLinks({ place, id }: { place: Place | null; id: string }) {
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
