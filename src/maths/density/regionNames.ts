import { discoveryLimit, hypergeometricTail, midRanks, rankSumTest } from './overRepresentation.ts';

/** A column whose words may name a region. */
export type NamingColumn =
  | { kind: 'words' /** of each code; null: no name */; words: (string | null)[]; codes: Uint8Array }
  /** Shares of votes, 0–1: a high mean is a name. */
  | { kind: 'share'; word: string; values: ArrayLike<number> }
  /** Anything measured: "high …" or "low …". */
  | { kind: 'measure'; word: string; values: ArrayLike<number> };

/** What a region has more of than the whole map. */
interface RegionTrait {
  region: number;
  /** "spiral", "low redshift" */
  words: string;
  /** How many times as common as on the whole map; for measures the chance that a galaxy here is beyond one elsewhere. */
  factor: number;
  kind: NamingColumn['kind'];
  /** Chance of so much by chance alone. */
  p: number;
  /** How telling it is, for choosing among those that hold. */
  telling: number;
}

const falseRate = 0.01; // of the names on a map
const leastGalaxies = 12; // in a region that is named
const leastShare = 0.3; // of a region's galaxies: a name is what many of them are
const leastFactor = 1.25; // a name says what is different here
const leastBeyond = 0.7; // for measures
const measured = 0.1; // of a kind's weight: "high redshift" says less than "spiral"

/**
 * Names regions by what is over-represented in them: each kind by the hypergeometric test, each number by the rank-sum
 * test; what holds at a false discovery rate of 1 % over all regions, columns and kinds is kept.
 *
 * @param regionOf (n) region of each galaxy; −1 for none
 * @param regions how many
 * @returns for each region at most one trait, the most telling
 */
export function regionTraits(
  regionOf: Int32Array,
  regions: number,
  columns: readonly NamingColumn[],
): RegionTrait[] {
  const tests = columns.flatMap(column =>
    column.kind === 'words' ? wordTests(regionOf, regions, column) : numberTests(regionOf, regions, column),
  );
  const limit = discoveryLimit(
    tests.map(test => test.p),
    falseRate,
  );
  const best = new Map<number, RegionTrait>();
  for (const test of tests) {
    if (test.p > limit || !(test.telling > 0)) continue;
    if (test.telling > (best.get(test.region)?.telling ?? 0)) best.set(test.region, test);
  }
  return [...best.values()];
}

function wordTests(
  regionOf: Int32Array,
  regions: number,
  { words, codes }: Extract<NamingColumn, { kind: 'words' }>,
): RegionTrait[] {
  const kinds = words.length;
  const counts = new Uint32Array((regions + 1) * kinds); // the last row: all
  for (let i = 0; i < codes.length; i++) {
    if (codes[i] >= kinds) continue;
    counts[regions * kinds + codes[i]]++;
    if (regionOf[i] >= 0) counts[regionOf[i] * kinds + codes[i]]++;
  }
  const sumOf = (at: number) => counts.subarray(at * kinds, (at + 1) * kinds).reduce((a, b) => a + b, 0);
  const all = sumOf(regions);
  const tests: RegionTrait[] = [];
  for (let region = 0; region < regions; region++) {
    const sample = sumOf(region);
    if (sample < leastGalaxies) continue;
    for (let kind = 0; kind < kinds; kind++) {
      const word = words[kind];
      const inAll = counts[regions * kinds + kind];
      if (word === null || inAll === 0) continue;
      const seen = counts[region * kinds + kind];
      const share = seen / sample;
      const factor = share / (inAll / all);
      const p = hypergeometricTail(seen, sample, inAll, all);
      const isName = share >= leastShare && factor >= leastFactor;
      const telling = isName ? share * Math.log(factor) : 0;
      tests.push({ region, words: word, factor, kind: 'words', p, telling });
    }
  }
  return tests;
}

function numberTests(
  regionOf: Int32Array,
  regions: number,
  { kind, word, values }: Exclude<NamingColumn, { kind: 'words' }>,
): RegionTrait[] {
  const ranked = midRanks(values);
  const rankSums = new Float64Array(regions);
  const sums = new Float64Array(regions);
  const samples = new Uint32Array(regions);
  let whole = 0;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue;
    whole += values[i];
    if (regionOf[i] < 0) continue;
    rankSums[regionOf[i]] += ranked.ranks[i];
    sums[regionOf[i]] += values[i];
    samples[regionOf[i]]++;
  }
  const tests: RegionTrait[] = [];
  for (let region = 0; region < regions; region++) {
    const sample = samples[region];
    if (sample < leastGalaxies) continue;
    const { above, p } = rankSumTest(rankSums[region], sample, ranked);
    if (Number.isNaN(above)) continue;
    if (kind === 'share') {
      const mean = sums[region] / sample;
      const factor = mean / (whole / ranked.count);
      const isName = mean >= leastShare && factor >= leastFactor && above > 0.5;
      tests.push({ region, words: word, factor, kind, p, telling: isName ? mean * Math.log(factor) : 0 });
    } else {
      const beyond = Math.max(above, 1 - above);
      const words = `${above > 0.5 ? 'high' : 'low'} ${word}`;
      const telling = beyond >= leastBeyond ? measured * (2 * beyond - 1) ** 2 : 0;
      tests.push({ region, words, factor: beyond, kind, p, telling });
    }
  }
  return tests;
}
