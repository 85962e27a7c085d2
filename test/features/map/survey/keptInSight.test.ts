import { describe, expect, it } from 'vitest';
import { toScreen } from '../../../../src/features/map/points/camera.ts';
import { keptInSight } from '../../../../src/features/map/survey/keptInSight.ts';
import { createRandom } from '../../../../src/maths/statistics/random.ts';
import { createMapWorker } from '../../../../workers/map/mapWorker.ts';

const size = { width: 800, height: 600 };
const random = createRandom(4);
const n = 300;
const positions = Float32Array.from({ length: 2 * n }, () => random.normal());
const pictures = { ...(await createMapWorker(() => 0).pictures(positions, null))!, positions };

describe('keptInSight', () => {
  it('always leaves a galaxy on screen, wherever the camera goes', () => {
    for (let trial = 0; trial < 300; trial++) {
      const wild = { x: 20 * random.normal(), y: 3 * random.normal(), zoom: 4 + 12 * random.uniform() };
      const camera = keptInSight(wild, size, pictures);
      const seen = Array.from({ length: n }, (_, row) =>
        toScreen(camera, size, positions[2 * row], positions[2 * row + 1]),
      ).some(([x, y]) => x > 0 && y > 0 && x < size.width && y < size.height);
      expect(seen).toBe(true);
      expect(camera.zoom).toBe(wild.zoom);
    }
  });

  it('comes to an end where the map has no size, or the camera no place', () => {
    const camera = { x: 9, y: 9, zoom: 5 };
    expect(keptInSight(camera, { width: 0, height: 0 }, pictures).zoom).toBe(5);
    const nowhere = { x: Number.NaN, y: 0, zoom: Number.NaN };
    expect(keptInSight(nowhere, size, pictures)).toEqual(nowhere);
  });

  it('leaves a camera alone that looks at galaxies', () => {
    const camera = { x: positions[0], y: positions[1], zoom: 9 };
    expect(keptInSight(camera, size, pictures)).toEqual(camera);
  });
});
