import { expect, it } from 'vitest';
import { nullCode } from '../../../../src/contracts/column.ts';
import { figureInk } from '../../../../src/data/figures/figureInk.ts';
import { writeSvg } from '../../../../src/data/figures/svgFile.ts';
import { mapFigure } from '../../../../src/features/map/figure/mapFigure.ts';
import { placedPoints } from '../../../../src/features/map/points/placedPoints.ts';
import { paint } from '../../../../src/features/map/points/pointColours.ts';
import type { SceneDrawing } from '../../../../src/features/map/scene/sceneDrawing.ts';
import { readElements } from '../../../data/figures/readSvg.ts';

/** Four galaxies, one of them out of sight, one of them drawn as a picture. */
function seen(fields: Partial<SceneDrawing> = {}): SceneDrawing {
  const positions = Float32Array.of(0, 0, 10, 0, -10, 5, 900, 0);
  return {
    camera: { x: 0, y: 0, zoom: 1 },
    size: { width: 400, height: 300 },
    points: placedPoints(positions),
    radiusPx: 3,
    showsPoints: true,
    pictures: {
      drawn: {
        rows: [1],
        atlases: [0],
        icons: ['1'],
        centres: Float32Array.of(10, 0),
        sidePx: 40,
        favourite: null,
      },
      colours: new Uint8Array(4),
      sizes: Float32Array.of(40),
      frameSizes: Float32Array.of(42),
      ...{ near: [false], chosen: [false] },
      ofAtlas: [[0]],
      all: [0],
    },
    density: null,
    names: [{ words: 'spiral ×1.9', xPx: 100, yPx: 80 }],
    selected: null,
    ...fields,
  };
}

const ink = figureInk.light;
const look = {
  ink,
  caption: 'sky: 4 galaxies · UMAP',
  showsNames: true,
  hrefs: new Map([[1, 'data:image/jpeg;base64,AA==']]),
  density: null,
};
const svg = (drawing: ReturnType<typeof mapFigure>) =>
  readElements(writeSvg(drawing, { title: 'map', ink, notes: {}, widthCm: 17 }));

it('draws points, pictures and names where the map has them, and leaves out what is out of sight', () => {
  const words = {
    kind: 'category',
    name: 'c',
    source: '',
    categories: ['a', 'b'],
    codes: Uint8Array.of(0, 1, 1, 1),
  };
  const painting = paint(words as Parameters<typeof paint>[0], 4, 'light');
  const elements = svg(mapFigure(seen(), { ...look, painting, column: 'Shape' }));
  const of = (name: string) => elements.filter(each => each.name === name);
  expect(of('path').map(({ attributes }) => attributes.d)).toEqual([
    'M200 150h.01',
    'M220 150h.01M180 140h.01',
  ]);
  expect(of('image')[0].attributes).toMatchObject({ x: '200', y: '130', width: '40', height: '40' });
  expect(of('text').map(({ text }) => text)).toEqual(['spiral ×1.9', 'Shape:', 'a', 'b', look.caption]);
  const [a, b] = painting.key.kind === 'category' ? painting.key.entries : [];
  const fills = of('rect').map(({ attributes }) => attributes.fill);
  for (const { colour } of [a, b]) expect(fills).toContain(`rgb(${colour.join(' ')})`);
  expect(elements[0].attributes.width).toBe('17cm');
});

it('has a bar of colours with its values, from the least to the most', () => {
  const values = Float64Array.of(0, 1, 2, 4);
  const column = { kind: 'number', name: 'x', source: '', values, unit: 'mag' } as const;
  const numbers = paint(
    { ...column, values: Float64Array.from({ length: 101 }, (_, i) => i / 10) },
    101,
    'light',
  );
  const painting = { ...paint(column, 4, 'light'), key: numbers.key };
  const elements = svg(
    mapFigure(seen({ pictures: null }), { ...look, painting, column: 'x', showsNames: false }),
  );
  if (numbers.key.kind !== 'number') throw new Error('need a scale');
  const { stops, low, high } = numbers.key;
  const fills = elements.filter(({ name }) => name === 'rect').map(({ attributes }) => attributes.fill);
  const from = fills.indexOf(`rgb(${stops[0].join(' ')})`);
  expect(fills.slice(from, from + stops.length)).toEqual(stops.map(stop => `rgb(${stop.join(' ')})`));
  const words = elements.filter(({ name }) => name === 'text').map(({ text }) => text);
  expect(words[0]).toBe('x, mag');
  const ticks = words.slice(1, 6).map(text => Number(text.replace(/[≤≥ ]/g, '')));
  expect(ticks[0]).toBeCloseTo(low, 2);
  expect(ticks[4]).toBeCloseTo(high, 2);
  expect(ticks[2]).toBeCloseTo((low + high) / 2, 2);
});

it('shows no point that a filter hides, and none where density alone is shown', () => {
  const painting = paint(null, 4, 'light');
  painting.rgba[3] = 0;
  const drawn = (fields: Partial<SceneDrawing>) =>
    svg(mapFigure(seen({ pictures: null, ...fields }), { ...look, painting, column: null }))
      .filter(({ name }) => name === 'path')
      .map(({ attributes }) => attributes.d);
  expect(drawn({})).toEqual(['M220 150h.01M180 140h.01']);
  expect(drawn({ showsPoints: false })).toEqual([]);
});

it('breaks a caption that is longer than the map is wide', () => {
  const caption =
    'Galaxy Zoo 2, the trial part: 1,900 galaxies · UMAP of 15 neighbours, distance 0.1, seed 1 · galaxy';
  const painting = paint(null, 4, 'light');
  const drawing = mapFigure(seen({ size: { width: 390, height: 300 } }), {
    ...look,
    painting,
    column: null,
    caption,
  });
  const below = drawing.marks.flatMap(mark => (mark.kind === 'text' && mark.yPx > 300 ? [mark] : []));
  expect(below.map(({ text }) => text).join(' ')).toBe(caption);
  for (const { text } of below) expect(16 + 5.8 * text.length).toBeLessThanOrEqual(390);
  expect(Math.max(...below.map(({ yPx }) => yPx))).toBeLessThan(drawing.heightPx);
});

it('says which colour means that a galaxy has no value', () => {
  const textsOf = (column: Parameters<typeof paint>[0]) =>
    svg(mapFigure(seen(), { ...look, painting: paint(column, 4, 'light'), column: 'x' }))
      .filter(({ name }) => name === 'text')
      .map(({ text }) => text);
  const head = { name: 'x', source: '' };
  const numbers = (...values: number[]) =>
    textsOf({ ...head, kind: 'number', values: Float64Array.from(values) });
  expect(numbers(0, 1, 2, Number.NaN)).toContain('no value');
  expect(numbers(0, 1, 2, 3)).not.toContain('no value');
  const words = (...codes: number[]) =>
    textsOf({ ...head, kind: 'category', categories: ['a', 'b'], codes: Uint8Array.from(codes) });
  expect(words(0, 1, 1, nullCode)).toEqual(expect.arrayContaining(['a', 'b', 'no value']));
  expect(words(0, 1, 1, 1)).not.toContain('no value');
});
