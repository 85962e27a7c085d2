import type { SimulatedGalaxy } from './simulateGalaxy.ts';
import type { Votes } from './votes.ts';
import { gz2Tree } from './votes.ts';

/** One galaxy's columns: what the catalogue of the embedded sky holds beside the image. */
export type SkyRow = Record<string, string | number | null>;

/** Truths and votes of a galaxy under the names they have in the catalogue. */
export function skyRow({ truth, votes }: SimulatedGalaxy): SkyRow {
  return {
    id: truth.id,
    ra: round(truth.raDeg, 6), // 0.004″
    dec: round(truth.decDeg, 6),
    bulge_to_total: round(truth.bulgeToTotal, 4),
    sersic_index: round(truth.sersicIndex, 3),
    effective_radius_arcsec: round(truth.effectiveRadiusArcsec, 3),
    inclination_deg: round(truth.inclinationDeg, 2),
    arm_count: truth.armCount,
    pitch_angle_deg: truth.pitchAngleDeg === null ? null : round(truth.pitchAngleDeg, 2),
    bar: round(truth.bar, 4),
    ring: round(truth.ring, 3),
    oddity: truth.oddity,
    r_magnitude: round(truth.magnitudeR, 3),
    petro_r90_arcsec: round(truth.petroR90Arcsec, 3),
    redshift: round(truth.redshift, 5),
    signal_to_noise: round(truth.signalToNoise, 1),
    ...skyVoteColumns(votes),
  };
}

/** `<question>_total-votes` and `<question>_<answer>_fraction`, null where nobody was asked. */
export function skyVoteColumns(votes: Votes): Record<string, number | null> {
  const columns: Record<string, number | null> = {};
  for (const [question, { answers }] of Object.entries(gz2Tree)) {
    const total = answers.reduce((sum, answer) => sum + votes[question][answer], 0);
    columns[`${question}_total-votes`] = total;
    for (const answer of answers) {
      columns[`${question}_${answer}_fraction`] =
        total === 0 ? null : round(votes[question][answer] / total, 4);
    }
  }
  return columns;
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
