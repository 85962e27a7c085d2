import type { Layer } from '@deck.gl/core';
import { LineLayer, ScatterplotLayer } from '@deck.gl/layers';
import type { ShownNeighbours } from '../../../session/map/neighbours.ts';
import { isPlaced } from '../points/rowPositions.ts';
import type { Ink } from './ink.ts';
import { shapesLayer } from './markLayers.ts';

/** What is asked about, tied to its neighbours on the map. */
export interface NeighbourTies {
  /** World place of the galaxy asked about, or where an image from outside would stand. */
  from: [number, number];
  /** True for an image from outside, which is not on the map itself. */
  isGuest: boolean;
  /** The neighbours that have a place, the nearest first. */
  ends: { at: [number, number] /** 0 for the nearest … 1 for the last */; rank: number }[];
}

const nearestForGuest = 5; // as galaxies that join a map are placed (maths/layout/placement)
const boldest = 170; // alpha of the tie to the nearest, of 255
const faintest = 40; // and to the last
const diamondPx = 12; // wider than the point it stands around

/** @param positions (n, 2) row-major, NaN where a galaxy has no place @returns null where there is nothing to tie */
export function neighbourTies(
  positions: Float32Array,
  neighbours: ShownNeighbours | null,
): NeighbourTies | null {
  if (!neighbours) return null;
  const { of, rows, distances } = neighbours;
  const placed = [...rows.keys()].filter(i => rows[i] * 2 < positions.length && isPlaced(positions, rows[i]));
  if (placed.length === 0) return null;
  const placeOf = (row: number): [number, number] => [positions[2 * row], positions[2 * row + 1]];
  if (of !== null && !(of * 2 < positions.length && isPlaced(positions, of))) return null;
  const last = Math.max(1, rows.length - 1);
  return {
    from: of !== null ? placeOf(of) : guestPlace(placed.slice(0, nearestForGuest), placeOf, rows, distances),
    isGuest: of === null,
    ends: placed.map(i => ({ at: placeOf(rows[i]), rank: i / last })),
  };
}

/** The inverse-distance mean of the nearest placed galaxies. */
function guestPlace(
  nearest: number[],
  placeOf: (row: number) => [number, number],
  rows: Uint32Array,
  distances: ArrayLike<number>,
): [number, number] {
  let [x, y, sum] = [0, 0, 0];
  for (const i of nearest) {
    const weight = 1 / Math.max(distances[i], 1e-9); // a distance of zero takes it all
    const [ownX, ownY] = placeOf(rows[i]);
    x += weight * ownX;
    y += weight * ownY;
    sum += weight;
  }
  return [x / sum, y / sum];
}

/** Lines, and diamonds around points, the nearest boldest, under the pictures. */
export function neighbourLayers({ from, isGuest, ends }: NeighbourTies, radiusPx: number, ink: Ink): Layer[] {
  const colourOf = (rank: number): [number, number, number, number] => [
    ...ink.text,
    boldest + rank * (faintest - boldest),
  ];
  const layers: Layer[] = [
    new LineLayer<NeighbourTies['ends'][number]>({
      id: 'ties',
      data: ends,
      getSourcePosition: () => from,
      getTargetPosition: end => end.at,
      getColor: end => colourOf(end.rank),
      getWidth: 1,
      updateTriggers: { getSourcePosition: from },
    }),
    shapesLayer('tied', ends, {
      at: end => end.at,
      shape: () => 'hollowDiamond',
      sizePx: 2 * radiusPx + diamondPx,
      colour: end => colourOf(end.rank),
    }),
  ];
  if (isGuest) {
    layers.push(
      new ScatterplotLayer<[number, number]>({
        id: 'guest',
        data: [from],
        stroked: true,
        getPosition: place => place,
        radiusUnits: 'pixels',
        lineWidthUnits: 'pixels',
        getRadius: 7,
        getLineWidth: 2,
        getFillColor: ink.background,
        getLineColor: ink.accent,
      }),
    );
  }
  return layers;
}
