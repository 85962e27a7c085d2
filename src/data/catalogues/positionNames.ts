/** Pairs of names for right ascension and declination, lower case, the most certain first. */
const pairs: readonly (readonly [ra: string, dec: string])[] = [
  ['ra', 'dec'],
  ['ra_deg', 'dec_deg'],
  ['radeg', 'decdeg'],
  ['radeg', 'dedeg'],
  ['ra_j2000', 'dec_j2000'],
  ['raj2000', 'dej2000'],
  ['raj2000', 'decj2000'],
  ['_raj2000', '_dej2000'],
  ['alpha_j2000', 'delta_j2000'], // SExtractor
  ['alphawin_j2000', 'deltawin_j2000'],
  ['alphapeak_j2000', 'deltapeak_j2000'],
  ['ra_icrs', 'de_icrs'],
  ['ra_icrs', 'dec_icrs'],
  ['_ra.icrs', '_de.icrs'],
  ['_ra_icrs', '_de_icrs'],
  ['_ra', '_de'],
  ['ra', 'de'],
  ['ra2000', 'dec2000'],
  ['ra_2000', 'dec_2000'],
  ['ramean', 'decmean'], // Pan-STARRS
  ['ra_mean', 'dec_mean'],
  ['target_ra', 'target_dec'],
  ['right_ascension', 'declination'],
  ['right ascension', 'declination'],
  ['rightascension', 'declination'],
];

/**
 * Finds the columns that hold positions, by their names: as they are, or both followed by the same number, as TOPCAT appends
 * it to joined tables (`ra_1`, `dec_1`). A unit in brackets does not count as part of a name.
 *
 * @returns indices into `names`; undefined where there is no such pair
 */
export function findPositionNames(names: readonly string[]): { ra: number; dec: number } | undefined {
  const plain = names.map(name =>
    name
      .toLowerCase()
      .replace(/\s*[[(].*[\])]\s*$/, '')
      .trim(),
  );
  const suffixes = plain.flatMap(name => /_\d+$/.exec(name)?.[0] ?? []);
  for (const suffix of ['', ...new Set(suffixes.sort((a, b) => Number(a.slice(1)) - Number(b.slice(1))))]) {
    for (const [raName, decName] of pairs) {
      const ra = plain.indexOf(raName + suffix);
      const dec = plain.indexOf(decName + suffix);
      if (ra >= 0 && dec >= 0) return { ra, dec };
    }
  }
  return undefined;
}
