import type { Layer } from '@deck.gl/core';
import { ScatterplotLayer } from '@deck.gl/layers';
import type { Rgb } from '../../../maths/images/colourScale.ts';
import { orderedColours } from '../points/filteredPainting.ts';
import { type PlacedPoints, placedPoints } from '../points/placedPoints.ts';
import type { Painting } from '../points/pointColours.ts';
import { ofRows } from '../points/rowPositions.ts';
import type { ThumbnailAtlas } from '../thumbnails/thumbnailAtlas.ts';
import { type DensityImage, densityLayer } from './densityLayer.ts';
import type { Ink } from './ink.ts';
import { badgeLayers, badgesOf } from './markLayers.ts';
import { type NeighbourTies, neighbourLayers } from './neighbourLayers.ts';
import { type Pictures, pictureLayers } from './pictureLayers.ts';

/** Data as deck takes it without an object a galaxy: a length, and flat arrays or accessors by index. */
interface FlatData {
  length: number;
  attributes?: Record<string, { value: Float32Array | Uint8Array; size: number; normalized?: boolean }>;
}

/** Everything the layers are made from. Data objects keep their identity until what they hold changes. */
export interface Picture {
  points: FlatData;
  ringed: FlatData;
  radiusPx: number;
  ink: Ink;
  /** World positions of the marked galaxies that are drawn as points; null where there is none. */
  selected: [number, number] | null;
  pointed: [number, number] | null;
  /** Null where pictures are not wanted or none has come. */
  pictures: Pictures | null;
  /** What is asked about, tied to its neighbours; null where nothing is. */
  ties: NeighbourTies | null;
  /** Null until it is known. */
  density: DensityImage | null;
  /** False where density alone is shown. */
  showsPoints: boolean;
}

const ringGapPx = 3; // between a point and the ring around it
const dimmed = 0.8; // points among thumbnails step back a little; where it is crowded they are all there is
const lightRing = 120; // alpha, of 255

/** Points and their colours in drawing order. */
export function pointData({ rows, positions }: PlacedPoints, { rgba }: Painting): FlatData {
  return {
    length: rows.length,
    attributes: {
      getPosition: { value: positions, size: 2 },
      getFillColor: { value: orderedColours(rows, rgba), size: 4, normalized: true },
    },
  };
}

/** Places of the galaxies chosen together. @param positions (n, 2) row-major of all catalogue rows */
export function ringData(positions: Float32Array, rows: Uint32Array): FlatData {
  const placed = placedPoints(ofRows(positions, rows));
  return { length: placed.rows.length, attributes: { getPosition: { value: placed.positions, size: 2 } } };
}

/** The layers of a picture, from the ground up. Cheap to make anew for every camera: deck compares data by identity. */
export function mapLayers(picture: Picture, atlases: readonly ThumbnailAtlas[]): Layer[] {
  const { points, ringed, radiusPx, ink, selected, pointed, pictures, density, showsPoints, ties } = picture;
  const layers: Layer[] = [];
  if (density) layers.push(densityLayer(density, isLight(ink.background)));
  if (showsPoints) {
    layers.push(
      new ScatterplotLayer({
        id: 'points',
        data: points,
        radiusUnits: 'pixels',
        getRadius: 1,
        radiusScale: radiusPx,
        opacity: pictures ? dimmed : 1,
        stroked: isLight(ink.background), // pale colours need an edge on a pale ground
        lineWidthUnits: 'pixels',
        getLineWidth: 0.4,
        getLineColor: [0, 0, 0, 50],
      }),
      new ScatterplotLayer({
        id: 'ringed',
        data: ringed,
        ...ring(radiusPx + ringGapPx - 1, 1, ink.text, lightRing),
      }),
    );
  }
  if (ties) layers.push(...neighbourLayers(ties, radiusPx, ink));
  if (pictures) layers.push(...pictureLayers(pictures, atlases), ...badgeLayers(badgesOf(pictures), ink));
  if (pointed) layers.push(mark('pointed', pointed, radiusPx, ink.text));
  if (selected) layers.push(mark('selected', selected, radiusPx, ink.accent));
  return layers;
}

function isLight([r, g, b]: Rgb): boolean {
  return r + g + b > 384; // beyond the middle of 0–765
}

type Rgba = [number, number, number, number];

function ring(radiusPx: number, widthPx: number, [r, g, b]: Rgb, alpha = 255) {
  return {
    filled: false,
    stroked: true,
    radiusUnits: 'pixels' as const,
    lineWidthUnits: 'pixels' as const,
    getRadius: 1,
    radiusScale: radiusPx,
    getLineWidth: widthPx,
    getLineColor: [r, g, b, alpha] as Rgba,
  };
}

function mark(id: string, position: [number, number], radiusPx: number, colour: Rgb): Layer {
  return new ScatterplotLayer({
    id,
    data: [position],
    getPosition: (each: [number, number]) => each,
    ...ring(radiusPx + ringGapPx, 2, colour), // 2 px: seen at once among thousands of points
  });
}
