import type { LayoutOptions, MapLayout } from '../../src/contracts/layout.ts';
import type { Matrix } from '../../src/contracts/matrix.ts';
import type { Clock } from '../stepwise.ts';
import type { MapJob } from './neighbourGraph.ts';
import { runSampledMap } from './sampledMap.ts';
import { type PositionSink, settleMap } from './settledMap.ts';

const mostSettled = 200_000; // galaxies laid out by UMAP; the rest of a larger catalogue is placed among them

/**
 * The map of a catalogue: all galaxies settle together up to 200,000; of more, as many are drawn at random and settle, and
 * the others are placed among them.
 *
 * @param matrix (n, k) components
 */
export function runMap(
  matrix: Matrix,
  options: LayoutOptions,
  show: PositionSink,
  job: MapJob,
  clock: Clock,
): Promise<MapLayout> {
  return matrix.rows <= mostSettled
    ? settleMap(matrix, options, show, job, clock)
    : runSampledMap(matrix, options, { show, settled: mostSettled }, job, clock);
}
