import type { LayoutOptions, MapLayout } from '../../src/contracts/layout.ts';
import type { Matrix } from '../../src/contracts/matrix.ts';
import type { SixteenBitRows } from '../../src/maths/neighbours/sixteenBitRows.ts';
import { floatComponents } from '../floatComponents.ts';
import type { Clock } from '../stepwise.ts';
import type { MapJob } from './neighbourGraph.ts';
import { runSampledMap } from './sampledMap.ts';
import { type PositionSink, settleMap } from './settledMap.ts';

const mostSettled = 200_000; // galaxies laid out by UMAP; the rest of a larger catalogue is placed among them

/**
 * The map of a catalogue: all galaxies settle together up to 200,000; of more, as many are drawn at random and settle, and
 * the others are placed among them.
 *
 * @param components (n, k); of those in 16 bits a large catalogue's are made floats only as they are needed
 */
export function runMap(
  components: Matrix | SixteenBitRows,
  options: LayoutOptions,
  show: PositionSink,
  job: MapJob,
  clock: Clock,
): Promise<MapLayout> {
  const rows = 'values' in components ? components.rows : components.count;
  return rows <= mostSettled
    ? settleMap(floatComponents(components), options, show, job, clock)
    : runSampledMap(components, options, { show, settled: mostSettled }, job, clock);
}
