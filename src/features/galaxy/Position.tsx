import { CopyText } from '../../ui/CopyText.tsx';
import classes from './Position.module.css';
import type { Place } from './place.ts';
import { decimalText, hoursText, sexagesimalText } from './positionText.ts';

/** A place on the sky in degrees and in hours, minutes, seconds; a click on either copies it. */
export function Position({ place }: { place: Place }) {
  const { raDeg, decDeg, from } = place;
  const sexagesimal = `${hoursText(raDeg)} ${sexagesimalText(decDeg)}`;
  return (
    <div className={classes.position}>
      <CopyText text={`${raDeg} ${decDeg}`} what="right ascension and declination in degrees (ICRS)">
        RA {decimalText(raDeg)}
        {'\u2002'}Dec {decimalText(decDeg)}
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
