/** An angle on the sky in the unit it is best read in: "3.2″", "14′", "7.5°". */
export function angleText(arcsec: number): string {
  if (arcsec < 60) return `${digits(arcsec)}″`;
  if (arcsec < 3600) return `${digits(arcsec / 60)}′`;
  return `${(arcsec / 3600).toFixed(1)}°`;
}

/** Two digits, but whole where it has more before the point. */
function digits(value: number): string {
  return value >= 10 ? String(Math.round(value)) : value.toPrecision(2);
}
