import { describe, expect, it } from 'vitest';
import { rowsOfCategory } from '../../../../src/features/map/mapActions.ts';
import { fitCamera, toScreen } from '../../../../src/features/map/points/camera.ts';
import { placedPoints } from '../../../../src/features/map/points/placedPoints.ts';
import { keyColumns, shortValueText } from '../../../../src/features/map/shortValueText.ts';
import { createThumbnailAtlas, type Device } from '../../../../src/features/map/thumbnails/thumbnailAtlas.ts';
import { createThumbnailField } from '../../../../src/features/map/thumbnails/thumbnailField.ts';
import { createRandom } from '../../../../src/maths/statistics/random.ts';
import { createMapWorker } from '../../../../workers/map/mapWorker.ts';

/** A graphics device that keeps what is written to its texture. */
function fakeDevice() {
  const written = new Map<string, number[]>(); // first pixel, by corner
  const device = {
    createTexture: () => ({
      writeData: (rgba: Uint8Array, { x, y }: { x: number; y: number }) =>
        written.set(`${x},${y}`, [...rgba.subarray(0, 4)]),
      destroy: () => written.clear(),
    }),
  } as unknown as Device;
  return { device, written };
}

/** Thumbnails whose colour tells their row, and the calls made for them. */
function fakeFetch() {
  const calls: number[][] = [];
  const fetch = async (rows: Uint32Array, sidePx: number) => {
    calls.push([...rows]);
    const rgb = new Uint8Array(rows.length * sidePx * sidePx * 3);
    const length = sidePx * sidePx * 3;
    for (let i = 0; i < rows.length; i++) rgb.fill(rows[i] % 256, i * length, (i + 1) * length);
    return rgb;
  };
  return { fetch, calls };
}

const range = (n: number) => Array.from({ length: n }, (_, i) => i);
const settled = () => new Promise(resolve => setTimeout(resolve, 5));

describe('thumbnailAtlas', () => {
  it('fetches what is missing, once, in batches, and writes it where the mapping says', async () => {
    const { device, written } = fakeDevice();
    const { fetch, calls } = fakeFetch();
    const atlas = createThumbnailAtlas(
      64,
      () => {},
      () => {},
    );
    atlas.reset(fetch, device);
    atlas.want(range(150));
    await settled();
    expect(calls.map(rows => rows.length)).toEqual([64, 64, 22]);
    atlas.want([...range(10), 200]);
    await settled();
    expect(calls[3]).toEqual([200]);
    const corners = new Set<string>();
    for (const row of [...range(150), 200]) {
      const { x, y, mask } = atlas.mapping[atlas.iconOf(row)!];
      corners.add(`${x},${y}`);
      expect(mask).toBe(false);
      expect(written.get(`${x},${y}`)).toEqual([row, row, row, 255]);
    }
    expect(corners.size).toBe(151);
    expect(atlas.iconOf(199)).toBeUndefined();
  });

  it('drops the answer of another catalogue, and does not ask again for what failed', async () => {
    const { device } = fakeDevice();
    const problems: unknown[] = [];
    const atlas = createThumbnailAtlas(
      64,
      () => {},
      error => problems.push(error),
    );
    let answer: (rgb: Uint8Array) => void = () => {};
    atlas.reset(() => new Promise(resolve => (answer = resolve)), device);
    atlas.want([1]);
    const { fetch, calls } = fakeFetch();
    atlas.reset(fetch, device);
    answer(new Uint8Array(64 * 64 * 3));
    await settled();
    expect(atlas.iconOf(1)).toBeUndefined();
    atlas.want([1]);
    await settled();
    expect(calls).toEqual([[1]]);
    let asked = 0;
    atlas.reset(async () => {
      asked++;
      throw new Error('need a readable file; got none');
    }, device);
    atlas.want([1, 2]);
    await settled();
    atlas.want([2, 1]);
    await settled();
    expect(asked).toBe(1);
    expect(problems).toHaveLength(1);
  });
});

describe('thumbnailField', () => {
  const size = { width: 800, height: 600 };
  const random = createRandom(1);
  const positions = Float32Array.from({ length: 6000 }, () => random.normal());
  const fit = fitCamera(placedPoints(positions).bounds!, size);

  async function fieldOf() {
    const { device } = fakeDevice();
    const { fetch, calls } = fakeFetch();
    const atlases = [64, 128, 256].map(sidePx =>
      createThumbnailAtlas(
        sidePx,
        () => field.refresh(),
        () => {},
      ),
    );
    for (const atlas of atlases) atlas.reset(fetch, device);
    const field = createThumbnailField(atlases);
    field.setPictures({ ...(await createMapWorker(() => 0).pictures(positions, null))!, positions });
    return { field, calls };
  }

  it('shows pictures at every zoom that do not overlap, the same ones while the person pans', async () => {
    const { field, calls } = await fieldOf();
    const shownAt = new Map<number, boolean>();
    for (let octaves = 0; octaves <= 6; octaves += 1.5) {
      shownAt.clear();
      const changed: number[] = [];
      for (let pan = 0; pan < 6; pan++) {
        const reach = 1 / 2 ** octaves;
        const camera = {
          x: fit.x + reach * Math.sin(pan),
          y: fit.y + reach * Math.cos(pan / 2),
          zoom: fit.zoom + octaves,
        };
        field.look(camera, size, fit.zoom);
        await settled();
        const drawn = field.look(camera, size, fit.zoom)!;
        expect(drawn.rows.length).toBeGreaterThan(0);
        expect(field.look(camera, size, fit.zoom)).toBe(drawn); // nothing is made anew while nothing changes
        let nearest = Infinity;
        drawn.rows.forEach((a, i) => {
          for (const b of drawn.rows.slice(i + 1)) {
            const across = Math.abs(positions[2 * a] - positions[2 * b]);
            const up = Math.abs(positions[2 * a + 1] - positions[2 * b + 1]);
            nearest = Math.min(nearest, Math.max(across, up));
          }
        });
        expect(nearest).toBeGreaterThan(drawn.sidePx / 2 ** camera.zoom);
        // Whoever is on screen has a picture in every view of this zoom, or in none.
        for (let row = 0; row < 3000; row++) {
          const [x, y] = toScreen(camera, size, positions[2 * row], positions[2 * row + 1]);
          if (x < 0 || y < 0 || x > size.width || y > size.height) continue;
          const shown = drawn.rows.includes(row);
          if ((shownAt.get(row) ?? shown) !== shown) changed.push(row);
          shownAt.set(row, shown);
        }
      }
      expect(changed).toEqual([]);
    }
    const asked = calls.flat();
    const bySide = 3; // atlases
    for (const row of new Set(asked)) {
      expect(asked.filter(each => each === row).length).toBeLessThanOrEqual(bySide);
    }
  });

  it('gives the selected galaxy a larger picture, for which others make room', async () => {
    const { field } = await fieldOf();
    const before = field.look(fit, size, fit.zoom)!;
    await settled();
    const shown = new Set(field.look(fit, size, fit.zoom)!.rows);
    const hidden = Array.from({ length: 3000 }, (_, row) => row).find(row => !shown.has(row))!;
    field.setFavourite(hidden);
    field.look(fit, size, fit.zoom);
    await settled();
    const drawn = field.look(fit, size, fit.zoom)!;
    expect(drawn.favourite).toBe(hidden);
    expect(drawn.rows.at(-1)).toBe(hidden);
    expect(drawn.sidePx).toBe(before.sidePx);
    const [x, y] = toScreen(fit, size, positions[2 * hidden], positions[2 * hidden + 1]);
    expect(field.at(fit, size, x + 0.65 * drawn.sidePx, y)).toBe(hidden);
    expect(field.zoomFor(hidden, fit.zoom)).toBeGreaterThan(fit.zoom);
  });
});

describe('shortValueText', () => {
  const r = {
    kind: 'number' as const,
    name: 'r',
    source: 'file',
    values: Float32Array.of(17.25, Number.NaN),
    unit: 'mag',
  };
  const kind = {
    kind: 'category' as const,
    name: 'kind',
    source: 'file',
    categories: ['spiral'],
    codes: Uint8Array.of(0, 255),
  };
  const note = { kind: 'text' as const, name: 'note', source: 'file', values: [null, 'seen'] };

  it('prints values with their unit and nulls as a dash', () => {
    expect([r, kind, note].map(column => shortValueText(column, 0))).toEqual([
      '17.3\u202fmag',
      'spiral',
      '–',
    ]);
    expect([r, kind, note].map(column => shortValueText(column, 1))).toEqual(['–', '–', 'seen']);
  });

  it('leaves out of the card what is painted, text, and null', () => {
    expect(keyColumns([r, kind, note], 'r', 0, 4)).toEqual([kind]);
    expect(keyColumns([r, kind, note], null, 1, 4)).toEqual([]);
    expect([...rowsOfCategory(kind, 0)]).toEqual([0]);
    expect([...rowsOfCategory(r, 0)]).toEqual([]);
  });
});
