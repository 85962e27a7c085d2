import { presetOf } from '../../bake/gz2Curated.ts';
import { startNodeBackend } from '../../bake/nodeEncoder.ts';
import { type DistilSide, prototypeFolders, shippedSets, sideOf } from './distilSide.ts';

/** What the shipped prototypes of galaxies teach, beside what they are compared with. */
interface DistilFigure {
  /** By images a class. */
  '1': DistilSide;
  '10': DistilSide;
  sidePx: number;
  width: number;
  classes: string[];
  trainImages: number;
  testImages: number;
  fullEpochs: number;
}

/** The shipped images of each method beside random, average, herding and full, all judged afresh on the test part of gz2-voted. */
export async function measureDistil(): Promise<DistilFigure> {
  await startNodeBackend(() => performance.now());
  const shipped = await shippedSets(prototypeFolders.galaxies);
  const set = await presetOf('gz2-voted.parquet');
  const [one, ten] = [await sideOf(1, shipped, set), await sideOf(10, shipped, set)];
  ten.full = one.full;
  for (const [side, from] of [
    [one, 'average'],
    [ten, 'random'],
  ] as const) {
    const [stm, base, full] = [side.stm?.mean, side[from]?.mean, side.full?.mean];
    if (stm !== undefined && base !== undefined && full !== undefined) {
      side.closed = (stm - base) / (full - base);
    }
  }
  const [first] = shipped;
  return {
    '1': one,
    '10': ten,
    sidePx: set.view.sidePx,
    width: first.card.settings.width,
    classes: set.classes,
    trainImages: set.train.labels.length,
    testImages: set.test.labels.length,
    fullEpochs: first.card.settings.evaluation.fullEpochs,
  };
}
