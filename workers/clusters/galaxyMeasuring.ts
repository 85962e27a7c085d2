import type { PixelBatch } from '../../src/contracts/ingest.ts';
import { centralGalaxy } from '../../src/maths/segmentation/centralGalaxy.ts';
import { galaxyMeasures, measureNames } from '../../src/maths/segmentation/galaxyMeasures.ts';
import { greyOfGalaxy } from './clusterPictures.ts';

/** What is measured of each galaxy of a batch: (m, measures) row-major, in the order of `measureNames`. @yields after each galaxy */
export function* measuresOf(batch: PixelBatch): Generator<void, Float64Array> {
  const out = new Float64Array(batch.rows.length * measureNames.length);
  for (let i = 0; i < batch.rows.length; i++) {
    const grey = greyOfGalaxy(batch, i);
    const measured = galaxyMeasures(grey, batch.sidePx, centralGalaxy(grey, batch.sidePx));
    for (const [at, name] of measureNames.entries()) out[i * measureNames.length + at] = measured[name];
    yield;
  }
  return out;
}
