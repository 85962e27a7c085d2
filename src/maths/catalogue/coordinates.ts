/** Positions on the sky: decimal degrees, the text astronomers write, and the angle between two. */

const hundredthsPerDay = 24 * 3600 * 100; // right ascension is written to 0.01 s = 0.15″
const tenthsPerDegree = 3600 * 10; // declination is written to 0.1″

/**
 * Right ascension as hours, minutes and seconds of time: `09ʰ46ᵐ51.41ˢ`. Rounded before it is cut into parts, so that
 * 59.999 s carries on.
 *
 * @param raDeg any finite number of degrees; brought into [0, 360)
 * @throws RangeError if it is not finite
 */
export function raText(raDeg: number): string {
  if (!Number.isFinite(raDeg)) throw new RangeError(`need a finite right ascension in degrees; got ${raDeg}`);
  const turned = ((raDeg % 360) + 360) % 360;
  const hundredths = Math.round((turned / 360) * hundredthsPerDay) % hundredthsPerDay;
  const [hours, minutes, rest] = sixtieths(hundredths, 100);
  return `${two(hours)}ʰ${two(minutes)}ᵐ${two(Math.floor(rest / 100))}.${two(rest % 100)}ˢ`;
}

/**
 * Declination as degrees, arcminutes and arcseconds: `−01°02′28.6″`. The minus sign stays where rounding leaves anything
 * but zero: `−00°30′00.0″`, but never −00°00′00.0″.
 *
 * @param decDeg −90 … 90
 * @throws RangeError outside
 */
export function decText(decDeg: number): string {
  if (!(Math.abs(decDeg) <= 90))
    throw new RangeError(`need a declination of −90 … 90 degrees; got ${decDeg}`);
  const tenths = Math.round(Math.abs(decDeg) * tenthsPerDegree);
  const [degrees, minutes, rest] = sixtieths(tenths, 10);
  const sign = decDeg < 0 && tenths > 0 ? '−' : '+';
  return `${sign}${two(degrees)}°${two(minutes)}′${two(Math.floor(rest / 10))}.${rest % 10}″`;
}

/**
 * Reads a right ascension: `09ʰ46ᵐ51.41ˢ`, `9h46m51.41s`, `09:46:51.41` and `09 46 51.41` are time; a single number is
 * degrees.
 *
 * @returns degrees in [0, 360); undefined for any other text
 */
export function parseRa(text: string): number | undefined {
  const decimal = decimalOf(text);
  if (decimal !== undefined) return decimal >= 0 && decimal < 360 ? decimal : undefined;
  const parts = partsOf(
    text,
    /^\+?(\d{1,2})\s*[ʰh:\s]\s*(\d{1,2})\s*[ᵐm:\s]\s*(\d{1,2}(?:\.\d*)?)\s*[ˢs]?$/u,
  );
  return parts && parts[0] < 24 ? 15 * inUnits(parts) : undefined;
}

/**
 * Reads a declination: `−01°02′28.6″`, `-1d2m28.6s`, `-01:02:28.6` and `-01 02 28.6`; a single number is degrees. Both
 * the minus sign and the hyphen count.
 *
 * @returns degrees, −90 … 90; undefined for any other text
 */
export function parseDec(text: string): number | undefined {
  const plain = text.trim().replace('−', '-');
  const decimal = decimalOf(plain);
  const parts = partsOf(
    plain.replace(/^[-+]\s*/, ''),
    /^(\d{1,2})\s*[°d:\s]\s*(\d{1,2})\s*[′'m:\s]\s*(\d{1,2}(?:\.\d*)?)\s*(?:″|"|''|s)?$/u,
  );
  const size = parts && inUnits(parts);
  const degrees = decimal ?? (size !== undefined && plain.startsWith('-') ? -size : size);
  return degrees !== undefined && Math.abs(degrees) <= 90 ? degrees : undefined;
}

/**
 * Angle between two positions in arcseconds, by the haversine formula (Sinnott 1984), which keeps its digits for small
 * angles; accurate to 1e-8 of it, except where the points are opposite each other to within some arcseconds.
 */
export function separationArcsec(raDegA: number, decDegA: number, raDegB: number, decDegB: number): number {
  const radians = Math.PI / 180;
  const sinDec = Math.sin(((decDegB - decDegA) / 2) * radians);
  const sinRa = Math.sin(((raDegB - raDegA) / 2) * radians);
  const h = sinDec ** 2 + Math.cos(decDegA * radians) * Math.cos(decDegB * radians) * sinRa ** 2;
  return (2 * Math.asin(Math.min(1, Math.sqrt(h))) * 3600) / radians;
}

/** Whole units, whole sixtieths and the rest of a count of 1/`parts` of a second. */
function sixtieths(count: number, parts: number): [number, number, number] {
  const minutes = Math.floor(count / (60 * parts));
  return [Math.floor(minutes / 60), minutes % 60, count % (60 * parts)];
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}

function decimalOf(text: string): number | undefined {
  const plain = text.trim().replace('−', '-').replace(/°$/, '');
  return /^[-+]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : undefined;
}

/** Units, minutes and seconds, the latter two below 60. */
function partsOf(text: string, form: RegExp): [number, number, number] | undefined {
  const match = form.exec(text.trim());
  if (!match) return undefined;
  const parts: [number, number, number] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return parts[1] < 60 && parts[2] < 60 ? parts : undefined;
}

function inUnits([units, minutes, seconds]: [number, number, number]): number {
  return units + minutes / 60 + seconds / 3600;
}
