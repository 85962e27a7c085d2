/** Positions as they are printed: decimal degrees and hours, minutes, seconds, never "60 s". */

const degreeDecimals = 5; // 0.04″, finer than a cut-out's centre is known

/** "146.71420°" */
export function decimalText(degrees: number): string {
  return `${signed(degrees.toFixed(degreeDecimals))}°`;
}

/** "09ʰ46ᵐ51.41ˢ" @param raDeg degrees; brought into [0, 360) */
export function hoursText(raDeg: number): string {
  const day = 24 * 3600 * 100; // hundredths of a second of time
  const hundredths = (Math.round((raDeg / 15) * 3600 * 100) + day) % day;
  const [hours, minutes, seconds] = sixtieths(hundredths, 100);
  return `${padded(hours)}ʰ${padded(minutes)}ᵐ${padded(Math.floor(seconds / 100))}.${padded(seconds % 100)}ˢ`;
}

/** "−01°02′28.6″" @param decDeg degrees in [−90, 90] */
export function sexagesimalText(decDeg: number): string {
  const tenths = Math.round(Math.abs(decDeg) * 3600 * 10); // of an arcsecond
  const [degrees, minutes, seconds] = sixtieths(tenths, 10);
  const sign = decDeg < 0 && tenths > 0 ? '−' : '+';
  return `${sign}${padded(degrees)}°${padded(minutes)}′${padded(Math.floor(seconds / 10))}.${seconds % 10}″`;
}

/** Whole units, sixtieths, and what is left, of a count of `parts` of a second. */
function sixtieths(count: number, parts: number): [number, number, number] {
  const perMinute = 60 * parts;
  const minutes = Math.floor(count / perMinute);
  return [Math.floor(minutes / 60), minutes % 60, count % perMinute];
}

function padded(n: number): string {
  return String(n).padStart(2, '0');
}

function signed(text: string): string {
  return text.replace('-', '−');
}
