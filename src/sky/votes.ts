import type { Random } from '../maths/statistics/random.ts';
import type { OddityKind } from './oddities/oddity.ts';
import type { GalaxyTruth } from './truth.ts';

/** A question of the Galaxy Zoo 2 tree and the answers that lead to it; `null` parents mean everyone is asked. */
interface Question {
  answers: readonly string[];
  parents: readonly (readonly [question: string, answer: string])[] | null;
}

/** The tree volunteers walk (Willett et al. 2013, MNRAS 435, 2835, fig. 1), by its questions' column names. */
export const gz2Tree: Readonly<Record<string, Question>> = {
  'smooth-or-featured-gz2': { answers: ['smooth', 'featured-or-disk', 'artifact'], parents: null },
  'how-rounded-gz2': {
    answers: ['round', 'in-between', 'cigar'],
    parents: [['smooth-or-featured-gz2', 'smooth']],
  },
  'disk-edge-on-gz2': { answers: ['yes', 'no'], parents: [['smooth-or-featured-gz2', 'featured-or-disk']] },
  'bulge-shape-gz2': { answers: ['round', 'boxy', 'no-bulge'], parents: [['disk-edge-on-gz2', 'yes']] },
  'bar-gz2': { answers: ['yes', 'no'], parents: [['disk-edge-on-gz2', 'no']] },
  'has-spiral-arms-gz2': { answers: ['yes', 'no'], parents: [['disk-edge-on-gz2', 'no']] },
  'spiral-winding-gz2': { answers: ['tight', 'medium', 'loose'], parents: [['has-spiral-arms-gz2', 'yes']] },
  'spiral-arm-count-gz2': {
    answers: ['1', '2', '3', '4', 'more-than-4', 'cant-tell'],
    parents: [['has-spiral-arms-gz2', 'yes']],
  },
  'bulge-size-gz2': {
    answers: ['dominant', 'obvious', 'just-noticeable', 'no'],
    parents: [['disk-edge-on-gz2', 'no']],
  },
  'something-odd-gz2': {
    answers: ['yes', 'no'],
    parents: [
      ['smooth-or-featured-gz2', 'smooth'],
      ['smooth-or-featured-gz2', 'featured-or-disk'],
    ],
  },
};

/** People who look at each galaxy, as in Galaxy Zoo 2 (median 44). */
export const volunteers = 40;

/** Votes of all volunteers: question → answer → count. */
export type Votes = Record<string, Record<string, number>>;

/**
 * How well a galaxy's shape can be seen, 0 … 1: more pixels of seeing across it, more light over the noise.
 */
export function visibility(petroR90Arcsec: number, signalToNoise: number, seeingArcsec: number): number {
  const resolved = 1 - Math.exp(-Math.max(0, petroR90Arcsec / seeingArcsec - 1) / 4.5);
  const bright = 1 / (1 + (45 / Math.max(1, signalToNoise)) ** 1.5);
  return resolved * bright;
}

/**
 * How often a volunteer who sees the galaxy well calls it odd, by its oddity: mergers most, saturated stars and shells
 * least.
 */
const noticed: Readonly<Record<OddityKind, number>> = {
  einsteinRing: 0.8,
  tidalMerger: 0.88,
  collisionalRing: 0.85,
  polarRing: 0.7,
  jellyfish: 0.8,
  shells: 0.55,
  satelliteTrail: 0.6,
  saturatedStar: 0.5,
  frameSeam: 0.75,
};

/** What a volunteer who sees the galaxy well answers, as probabilities in the order of the answers. */
function clearAnswers(truth: GalaxyTruth, seen: number): Record<string, number[]> {
  const disk = 1 - truth.bulgeToTotal;
  const arms = truth.armCount > 0 ? truth.armStrength : 0;
  const edgeOn = logistic((truth.inclinationDeg - 78) / 4) * (disk > 0.15 ? 1 : 0);
  const features = 3.2 * arms + 4 * truth.bar + 0.7 * truth.ring + 2.4 * edgeOn + 1.2 * truth.clumpiness;
  const featured = truth.bulgeToTotal === 1 ? 0.06 : logistic(2.6 * (features - 0.75 + 0.5 * (disk - 0.5)));
  const strange = truth.oddity
    ? noticed[truth.oddity] * (0.45 + 0.55 * seen)
    : 0.05 + 0.12 * truth.ring + 0.06 * truth.clumpiness;
  const spoilt =
    truth.oddity === 'saturatedStar' || truth.oddity === 'frameSeam' || truth.oddity === 'satelliteTrail';
  const artifact = spoilt ? 0.22 : 0.015;
  const q = truth.apparentAxisRatio;
  const [cigar, round] = [logistic((0.42 - q) / 0.05), logistic((q - 0.82) / 0.05)];
  const [boxy, noBulge] = [0.07, logistic((0.12 - truth.bulgeToTotal) / 0.03) * 0.85];
  const pitch = truth.pitchAngleDeg ?? 20;
  const [tight, loose] = [logistic((15 - pitch) / 2.5), logistic((pitch - 25) / 2.5)];
  const counted = truth.armStrength > 0.25 ? 0.85 : 0.55;
  const counts = [1, 2, 3, 4, 5].map(n =>
    Math.min(5, truth.armCount) === n ? counted : (1 - counted) * 0.09,
  );
  const bulges = [0.62, 0.3, 0.09].map(limit => logistic((truth.bulgeToTotal - limit) / 0.05));
  return {
    'smooth-or-featured-gz2': [(1 - featured) * (1 - artifact), featured * (1 - artifact), artifact],
    'how-rounded-gz2': [round, Math.max(0, 1 - round - cigar), cigar],
    'disk-edge-on-gz2': [edgeOn, 1 - edgeOn],
    'bulge-shape-gz2': [(1 - noBulge) * (1 - boxy), (1 - noBulge) * boxy, noBulge],
    'bar-gz2': pair(truth.bar > 0 ? logistic((truth.bar - 0.05) / 0.025) : 0.04),
    'has-spiral-arms-gz2': pair(truth.armCount > 0 ? logistic((arms - 0.18) / 0.08) : 0.05),
    'spiral-winding-gz2': [tight, Math.max(0, 1 - tight - loose), loose],
    'spiral-arm-count-gz2': [...counts, Math.max(0, 1 - counts.reduce((a, b) => a + b, 0))],
    'bulge-size-gz2': [bulges[0], bulges[1] * (1 - bulges[0]), bulges[2] * (1 - bulges[1]), 1 - bulges[2]],
    'something-odd-gz2': pair(strange),
  };
}

/** What people answer when they cannot tell: their habits, roughly the overall shares of Galaxy Zoo 2. */
const habits: Readonly<Record<string, readonly number[]>> = {
  'smooth-or-featured-gz2': [0.72, 0.24, 0.04],
  'how-rounded-gz2': [0.35, 0.5, 0.15],
  'disk-edge-on-gz2': [0.2, 0.8],
  'bulge-shape-gz2': [0.6, 0.1, 0.3],
  'bar-gz2': [0.2, 0.8],
  'has-spiral-arms-gz2': [0.4, 0.6],
  'spiral-winding-gz2': [0.35, 0.4, 0.25],
  'spiral-arm-count-gz2': [0.06, 0.36, 0.08, 0.04, 0.04, 0.42],
  'bulge-size-gz2': [0.08, 0.4, 0.4, 0.12],
  'something-odd-gz2': [0.12, 0.88],
};

/** Lets 40 volunteers walk the tree. The less can be seen, the more often each errs and falls back on habit. */
export function castVotes(truth: GalaxyTruth, seeingArcsec: number, random: Random): Votes {
  const seen = visibility(truth.petroR90Arcsec, truth.signalToNoise, seeingArcsec);
  const clear = clearAnswers(truth, seen);
  const errorRate = 0.04 + 0.76 * (1 - seen) ** 1.3;
  const votes: Votes = {};
  for (const [question, { answers }] of Object.entries(gz2Tree)) {
    votes[question] = Object.fromEntries(answers.map(answer => [answer, 0]));
  }
  for (let person = 0; person < volunteers; person++) {
    const given: Record<string, string> = {};
    for (const [question, { answers, parents }] of Object.entries(gz2Tree)) {
      if (parents && !parents.some(([parent, answer]) => given[parent] === answer)) continue;
      const chances = random.uniform() < errorRate ? habits[question] : clear[question];
      const answer = answers[choose(chances, random)];
      given[question] = answer;
      votes[question][answer]++;
    }
  }
  return votes;
}

function choose(chances: readonly number[], random: Random): number {
  const sum = chances.reduce((total, chance) => total + chance, 0);
  let left = random.uniform() * sum;
  for (let k = 0; k < chances.length; k++) {
    left -= chances[k];
    if (left < 0) return k;
  }
  return chances.length - 1;
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

function pair(yes: number): number[] {
  return [yes, 1 - yes];
}
