/** A place on the sky, ICRS. */
export interface SkyPosition {
  /** [0, 360) */
  raDeg: number;
  /** [−90, 90] */
  decDeg: number;
}

/** JHHMMSS.ss±DDMMSS.s, with or without a survey's word in front, as Galaxy Zoo names its galaxies. */
const iauPattern =
  /^(?:[A-Za-z][\w-]*\s+)?J(\d{2})(\d{2})(\d{2}(?:\.\d+)?)([+−-])(\d{2})(\d{2})(\d{2}(?:\.\d+)?)$/;

/**
 * The position an IAU name encodes: J000411.19+020924.0 is 00ʰ04ᵐ11.19ˢ +02°09′24.0″. Names are cut off, not rounded,
 * so it is good to the last digit written.
 *
 * @returns null for a name that encodes none
 */
export function positionOfName(name: string): SkyPosition | null {
  const found = iauPattern.exec(name.trim());
  if (!found) return null;
  const [hours, minutes, seconds] = found.slice(1, 4).map(Number);
  const [degrees, arcminutes, arcseconds] = found.slice(5, 8).map(Number);
  if (hours > 23 || minutes > 59 || seconds >= 60 || arcminutes > 59 || arcseconds >= 60) return null;
  const size = degrees + arcminutes / 60 + arcseconds / 3600;
  if (size > 90) return null;
  const raDeg = 15 * (hours + minutes / 60 + seconds / 3600);
  return { raDeg, decDeg: found[4] === '+' ? size : -size };
}
