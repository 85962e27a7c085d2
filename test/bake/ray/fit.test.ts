import { describe, expect, it } from 'vitest';
import { finishedSteps } from '../../../src/maths/finishedSteps.ts';
import { placeSteps } from '../../../src/maths/layout/placement.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';
import { eightBitRowsOf, packEightBitRows } from '../../../src/maths/tiles/eightBitRows.ts';
import { hasModules, runPython } from './python.ts';

const columns = 6;
const random = createRandom(4);
const numbers = (count: number) => Float32Array.from({ length: count }, () => random.normal());
const placed = numbers(400 * columns);
const positions = numbers(2 * 400);
const added = numbers(30 * columns);
added.set(placed.subarray(7 * columns, 8 * columns)); // the first is where a placed one is
const script = `
import json, sys
import numpy as np
from morphospace_bake.fit.eight_bits import pack_rows, unpack_rows
from morphospace_bake.fit.lists import fit_lists, lists_of
from morphospace_bake.fit.survey_map import SurveyMap
given = {name: np.array(values, np.float32) for name, values in json.load(sys.stdin).items()}
placed, added = given["placed"].reshape(-1, 6), given["added"].reshape(-1, 6)
centroids = fit_lists(placed, 12, 1)
lists = lists_of(placed, centroids)
members = [np.flatnonzero(lists == each) for each in range(len(centroids))]
survey = SurveyMap(np.arange(400), placed, given["positions"].reshape(-1, 2), centroids, members)
packed = pack_rows(added)
print(json.dumps({
    "places": survey.place(added, 1000).ravel().tolist(),
    "own": survey.place(placed[5:9], 5).ravel().tolist(),
    "packed": packed.ravel().tolist(),
    "step": float((np.abs(unpack_rows(packed) - added).max(axis=1) / np.abs(added).max(axis=1)).max()),
}))
`;

describe.skipIf(!hasModules('numpy'))('what the Ray bake fits and places (Python with numpy)', () => {
  it('places galaxies where the app would, and rounds vectors as the app does', () => {
    const input = JSON.stringify({ placed: [...placed], positions: [...positions], added: [...added] });
    const { stdout, stderr } = runPython(['-c', script], input);
    expect(stderr).toBe('');
    const told = JSON.parse(stdout) as Record<'places' | 'own' | 'packed', number[]> & { step: number };
    const wanted = finishedSteps(placeSteps(placed, positions, added, columns));
    for (const [i, value] of wanted.entries()) expect(told.places[i]).toBeCloseTo(value, 3);
    expect(told.own).toEqual([...positions.subarray(10, 18)]);
    expect(told.packed).toEqual([...packEightBitRows(eightBitRowsOf(added, columns))]);
    expect(told.step).toBeLessThan(0.51 / 127);
  });
});
