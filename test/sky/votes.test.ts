import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/maths/statistics/random.ts';
import { skyVoteColumns } from '../../src/sky/columns.ts';
import type { GalaxyTruth } from '../../src/sky/truth.ts';
import { castVotes, gz2Tree, visibility, volunteers } from '../../src/sky/votes.ts';

const spiral: GalaxyTruth = {
  id: 'MS-000001',
  raDeg: 180,
  decDeg: 30,
  morphology: 'spiral',
  bulgeToTotal: 0.2,
  sersicIndex: 1.4,
  effectiveRadiusArcsec: 8,
  inclinationDeg: 30,
  apparentAxisRatio: 0.87,
  armCount: 2,
  pitchAngleDeg: 20,
  armStrength: 1,
  bar: 0,
  ring: 0,
  clumpiness: 0.2,
  oddity: null,
  magnitudeR: 14.5,
  petroR90Arcsec: 18,
  redshift: 0.03,
  signalToNoise: 400,
};

function share(truth: GalaxyTruth, question: string, answer: string, draws = 60): number {
  let [given, asked] = [0, 0];
  for (let seed = 0; seed < draws; seed++) {
    const votes = castVotes(truth, 1.3, createRandom(seed));
    given += votes[question][answer];
    asked += Object.values(votes[question]).reduce((sum, n) => sum + n, 0);
  }
  return given / asked;
}

describe('votes', () => {
  it('add up along the tree', () => {
    for (let seed = 0; seed < 40; seed++) {
      const votes = castVotes({ ...spiral, petroR90Arcsec: 3 + seed / 2 }, 1.3, createRandom(seed));
      for (const [question, { parents }] of Object.entries(gz2Tree)) {
        const total = Object.values(votes[question]).reduce((sum, n) => sum + n, 0);
        const asked = parents
          ? parents.reduce((sum, [parent, answer]) => sum + votes[parent][answer], 0)
          : volunteers;
        expect(total).toBe(asked);
      }
    }
  });

  it('err more on smaller and on fainter galaxies', () => {
    const wrong = (truth: GalaxyTruth) => 1 - share(truth, 'smooth-or-featured-gz2', 'featured-or-disk');
    const well = wrong(spiral);
    const smaller = wrong({ ...spiral, petroR90Arcsec: 5 });
    const smallest = wrong({ ...spiral, petroR90Arcsec: 3 });
    const fainter = wrong({ ...spiral, signalToNoise: 25 });
    expect(well).toBeLessThan(0.2);
    expect(smaller).toBeGreaterThan(well + 0.1);
    expect(smallest).toBeGreaterThan(smaller);
    expect(fainter).toBeGreaterThan(well + 0.1);
    expect(visibility(18, 400, 1.3)).toBeGreaterThan(visibility(18, 400, 2.6));
  });

  it('mostly but not always notice an oddity, and now and then call an ordinary galaxy odd', () => {
    const odd = share({ ...spiral, oddity: 'tidalMerger' }, 'something-odd-gz2', 'yes');
    const ordinary = share(spiral, 'something-odd-gz2', 'yes');
    expect(odd).toBeGreaterThan(0.6);
    expect(odd).toBeLessThan(0.97);
    expect(ordinary).toBeGreaterThan(0.01);
    expect(ordinary).toBeLessThan(0.2);
  });

  it('tell two arms from four, and a bar from none', () => {
    expect(share(spiral, 'spiral-arm-count-gz2', '2')).toBeGreaterThan(0.6);
    expect(share({ ...spiral, armCount: 4 }, 'spiral-arm-count-gz2', '4')).toBeGreaterThan(0.6);
    expect(share({ ...spiral, bar: 0.2 }, 'bar-gz2', 'yes')).toBeGreaterThan(0.8);
    expect(share(spiral, 'bar-gz2', 'yes')).toBeLessThan(0.2);
  });

  it('have fractions that sum to one, null where nobody was asked', () => {
    const columns = skyVoteColumns(castVotes(spiral, 1.3, createRandom(1)));
    for (const [question, { answers }] of Object.entries(gz2Tree)) {
      const fractions = answers.map(answer => columns[`${question}_${answer}_fraction`]);
      if (columns[`${question}_total-votes`] === 0)
        expect(fractions.every(value => value === null)).toBe(true);
      else expect(fractions.reduce((sum: number, value) => sum + (value ?? 0), 0)).toBeCloseTo(1, 3);
    }
  });

  const schemas = new URL('../../../shared/fixtures/label_schemas.json', import.meta.url);
  it.skipIf(!existsSync(schemas))('are under the names of Galaxy Zoo 2', () => {
    const { gz2 } = JSON.parse(readFileSync(schemas, 'utf8')) as {
      gz2: { questions: { question: string; columns: string[] }[] };
    };
    const columns = skyVoteColumns(castVotes(spiral, 1.3, createRandom(1)));
    for (const { question, columns: names } of gz2.questions) {
      expect(columns).toHaveProperty([`${question}_total-votes`]);
      for (const name of names) expect(columns).toHaveProperty([`${name}_fraction`]);
    }
    expect(Object.keys(columns)).toHaveLength(40);
  });
});
