import { describe, expect, it } from 'vitest';
import { badgesOf } from '../../../../src/features/map/scene/markLayers.ts';
import { markImage, markMapping } from '../../../../src/features/map/scene/markShapes.ts';
import type { Pictures } from '../../../../src/features/map/scene/pictureLayers.ts';
import { framedPictures } from '../../../../src/features/map/scene/pictureLayers.ts';

describe('marks of the map', () => {
  /** Share of its square that a shape covers. */
  function cover(shape: string): number {
    const { data, width } = markImage();
    const { x, width: side } = markMapping[shape];
    let sum = 0;
    for (let row = 0; row < side; row++)
      for (let column = x; column < x + side; column++) sum += data[4 * (row * width + column) + 3] / 255;
    return sum / side ** 2;
  }

  it('draws shapes that differ without their colour', () => {
    const half = 30 / 64; // of the square: two pixels of each side stay free
    expect(cover('diamond')).toBeCloseTo(2 * half ** 2, 2);
    expect(cover('disc')).toBeCloseTo(Math.PI * half ** 2, 2);
    expect(cover('ring')).toBeCloseTo(Math.PI * half ** 2 * (1 - 0.8 ** 2), 2);
    expect(cover('hollowDiamond')).toBeCloseTo(2 * half ** 2 * (1 - (1 - 0.2 * Math.SQRT2) ** 2), 2);
  });

  it('marks neighbours with a diamond and galaxies selected together with a ring, both where both hold', () => {
    const ink = {
      background: [0, 0, 0],
      line: [1, 1, 1],
      text: [9, 9, 9],
      muted: [5, 5, 5],
      accent: [7, 7, 7],
    };
    const drawn = {
      ...{ rows: [4, 2, 7], atlases: [0, 0, 0], icons: ['1', '2', '3'], sidePx: 40, favourite: null },
      centres: Float32Array.of(0, 0, 1, 1, 2, 2),
    };
    const painting = { rgba: new Uint8Array(32), key: { kind: 'plain' }, under: new Uint8Array(8) };
    const marks = {
      ...{ selected: null, pointed: null, rows: Uint32Array.of(2, 4) },
      neighbours: { of: 0, rows: Uint32Array.of(4), distances: [1] },
    };
    const pictures = framedPictures(drawn, painting as never, marks, ink as never) as Pictures;
    expect(badgesOf(pictures).map(({ at, shape }) => [at[0], shape])).toEqual([
      [0, 'diamond'],
      [0, 'ring'],
      [1, 'ring'],
    ]);
  });
});
