import { describe, expect, it } from 'vitest';
import { fitCamera, toScreen } from '../../../../src/features/map/points/camera.ts';
import { clearCamera, lowerLeftOf } from '../../../../src/features/map/points/clearCamera.ts';
import { placedPoints } from '../../../../src/features/map/points/placedPoints.ts';
import { createRandom } from '../../../../src/maths/statistics/random.ts';

const size = { width: 836, height: 692 }; // of the map in a window of 1280 × 720
const legend = { width: 300, height: 260 };

function disc(seed: number, n: number): Float32Array {
  const random = createRandom(seed);
  const positions = new Float32Array(2 * n);
  for (let i = 0; i < n; i++) {
    const [radius, angle] = [Math.sqrt(random.uniform()), 2 * Math.PI * random.uniform()];
    positions.set([3 * radius * Math.cos(angle), 2 * radius * Math.sin(angle)], 2 * i);
  }
  return positions;
}

function square(seed: number, n: number): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from({ length: 2 * n }, () => random.uniform());
}

/** Where every galaxy is on the screen. */
function shown(positions: Float32Array, corner: typeof legend | null) {
  const { bounds } = placedPoints(positions);
  const camera = clearCamera(bounds!, size, lowerLeftOf(positions, bounds!), corner);
  const places = Array.from({ length: positions.length / 2 }, (_, i) =>
    toScreen(camera, size, positions[2 * i], positions[2 * i + 1]),
  );
  return { camera, places, whole: fitCamera(bounds!, size) };
}

describe('clearCamera', () => {
  it.each([
    ['a disc', disc(1, 400)],
    ['a square', square(2, 400)],
  ])('shows all of %s, none of it under the legend', (_, positions) => {
    const { places, camera, whole } = shown(positions, legend);
    for (const [x, y] of places) {
      expect(x < legend.width && y > size.height - legend.height).toBe(false);
      expect(x).toBeGreaterThan(55.9);
      expect(x).toBeLessThan(size.width - 55.9);
      expect(y).toBeGreaterThan(55.9);
      expect(y).toBeLessThan(size.height - 55.9);
    }
    expect(whole.zoom - camera.zoom).toBeLessThan(1);
  });

  it('takes no more room from the map than the legend needs', () => {
    const { camera } = shown(square(2, 400), legend);
    const besideZoom = Math.log2(size.width - 56 - legend.width); // of a square moved right of it as a whole
    const aboveZoom = Math.log2(size.height - 56 - legend.height);
    expect(camera.zoom).toBeGreaterThan(Math.max(besideZoom, aboveZoom) - 0.15);
  });

  it('fits as ever where nothing lies in the corner', () => {
    expect(shown(square(2, 400), null).camera).toEqual(shown(square(2, 400), null).whole);
    const high = Float32Array.from([0, 1, 1, 1, 1, 0]); // nothing in the lower left
    expect(shown(high, legend).camera).toEqual(shown(high, legend).whole);
  });

  it('leaves the map as it is where no map worth seeing would be clear', () => {
    const { camera, whole } = shown(square(3, 100), { width: 836, height: 692 });
    expect(camera).toEqual(whole);
  });
});
