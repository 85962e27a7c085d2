import type { JobControl } from '../../../contracts/job.ts';
import type { MapLayout } from '../../../contracts/layout.ts';
import type { UmapSettings } from '../../../contracts/layoutSettings.ts';
import type { Representation } from '../../../session/representation.ts';
import type { LayoutClient } from './layoutClient.ts';
import { alignTo } from './procrustes.ts';
import { matrixOf, ofRows, partition, withRows } from './rowPositions.ts';

const fewestForUmap = 4; // below this a neighbour graph says nothing: the galaxies stand in a row

/** Where a layout begins or what it should look like; both (rows, 2) in the order of the representation's rows. */
export interface LayoutGuide {
  /** Positions to start from: a map that grows. */
  start?: Float32Array;
  /** A map from other weights, whose attitude (not shape) the new one takes. */
  resemble?: Float32Array;
}

interface LayOutOptions extends LayoutGuide {
  settings: UmapSettings;
  /** Gets (rows, 2) positions a few times a second while they settle. */
  onFrame(positions: Float32Array): void;
}

/** Lays a representation out by UMAP. */
export async function layOut(
  layout: LayoutClient,
  { components, rows }: Representation,
  { start, resemble, settings, onFrame }: LayOutOptions,
  control: JobControl,
): Promise<MapLayout> {
  const n = rows.length;
  if (n < fewestForUmap) {
    const row = Float32Array.from({ length: 2 * n }, (_, i) => (i % 2 === 0 ? i / 2 : 0));
    return { positions: row, neighbourRecall: 1 };
  }
  const turned = (frame: Float32Array) => (resemble ? alignTo(frame, resemble) : frame);
  const { kind: _, ...given } = settings;
  const options = { ...given, neighbours: Math.min(settings.neighbours, n - 1), start }; // fewer where there are fewer galaxies
  const settled = await layout.layout(components, options, frame => onFrame(turned(frame)), control);
  return { ...settled, positions: turned(settled.positions) };
}

/**
 * Gives the galaxies of a representation that have no place yet one near their neighbours that have.
 *
 * @param positions (n, 2) of all catalogue rows
 * @returns (n, 2) the same with the added ones placed; `positions` itself where none is missing, or none is there
 */
export async function placeAdded(
  layout: LayoutClient,
  { components, rows }: Representation,
  positions: Float32Array,
  control: JobControl,
): Promise<Float32Array> {
  const { placed, added } = partition(positions, rows);
  if (added.length === 0 || placed.length === 0) return positions;
  const rowsOf = (indices: number[]) => Uint32Array.from(indices, i => rows[i]);
  const found = await layout.place(
    matrixOf(components, placed),
    ofRows(positions, rowsOf(placed)),
    matrixOf(components, added),
    control,
  );
  return withRows(positions, rowsOf(added), found);
}
