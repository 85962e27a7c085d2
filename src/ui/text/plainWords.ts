const unitBehind = /[_ ](arcsecs?|arcmins?|deg|mag|kpc|mpc|kms|km_s|pix(els?)?)$/i;

/** A code as words: "saturatedStar" is "saturated star", "effective_radius_arcsec" is "effective radius"; words stay as they are. */
export function plainWords(name: string): string {
  const bare = /[_a-z]/.test(name) && !name.includes(' ') ? name.replace(unitBehind, '') : name;
  const spaced = bare.replaceAll('_', ' ').trim();
  return /^[a-z]+([A-Z][a-z]+)+$/.test(spaced)
    ? spaced.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`)
    : spaced;
}
