import { decText, raText } from '../../maths/catalogue/coordinates.ts';
import { CopyText } from '../../ui/text/CopyText.tsx';
import { formatDegrees } from '../../ui/text/quantity.ts';
import classes from './Position.module.css';
import type { Place } from './place.ts';

/** A place on the sky in degrees and in hours, minutes, seconds; a click on either copies it. */
export function Position({ place }: { place: Place }) {
  const { raDeg, decDeg, from } = place;
  const sexagesimal = `${raText(raDeg)} ${decText(decDeg)}`;
  return (
    <div className={classes.position}>
      <CopyText text={`${raDeg} ${decDeg}`} what="right ascension and declination in degrees (ICRS)">
        RA {formatDegrees(raDeg)}
        {'\u2002'}Dec {formatDegrees(decDeg)}
      </CopyText>
      <CopyText
        text={sexagesimal}
        what="right ascension and declination in hours, minutes and seconds (ICRS)"
      >
        {sexagesimal}
      </CopyText>
      {from === 'name' && <span className={classes.note}>read from its name</span>}
    </div>
  );
}
