import type { CuratedSet } from '../../src/contracts/curation.ts';
import type { DistilSettings } from '../../src/contracts/distillation/distilSettings.ts';
import { herdedRows, imagesOfRows } from '../../src/maths/distillation/contenders.ts';
import { standardised } from '../../src/maths/images/channelStatistics.ts';
import { createRandom } from '../../src/maths/statistics/random.ts';

/** What a distillation begins from: (classes · imagesPerClass, side, side, 3), standardised; noise is normal of deviation 1. */
export function firstImages(
  set: CuratedSet,
  { start, imagesPerClass, seed }: Pick<DistilSettings, 'start' | 'imagesPerClass' | 'seed'>,
): Float32Array {
  const classes = set.classes.length;
  if (start === 'noise') {
    const random = createRandom(seed);
    const length = classes * imagesPerClass * set.view.sidePx ** 2 * 3;
    return Float32Array.from({ length }, () => random.normal());
  }
  const { labels, pixels } = set.train;
  const values = standardised(pixels, set);
  return imagesOfRows({ values, labels }, herdedRows(values, labels, classes, imagesPerClass));
}
