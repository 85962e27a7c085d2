import { describe, expect, it } from 'vitest';
import { pictureSidePx } from '../../../../src/features/map/thumbnails/pictureSize.ts';

describe('pictureSidePx', () => {
  it('grows with the zoom, never faster than the map, from a thumbnail to 256 px', () => {
    const [fit, roomy] = [3, 6];
    let former = pictureSidePx(fit - 2, fit, roomy);
    expect(former).toBeLessThan(64);
    for (let zoom = fit - 2; zoom < fit + 12; zoom += 0.1) {
      const side = pictureSidePx(zoom, fit, roomy);
      expect(side).toBeGreaterThanOrEqual(former);
      expect(side / former).toBeLessThan(2 ** 0.1);
      former = side;
    }
    expect(former).toBe(256);
  });
});
