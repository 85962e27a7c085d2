import { fashionSet } from '../../bake/fashionSet.ts';
import { startNodeBackend } from '../../bake/nodeEncoder.ts';
import { type DistillSide, prototypeFolders, shippedSets, sideOf } from './distillSide.ts';

export interface DistillFashionFigure {
  /** By images a class. */
  '1': DistillSide;
  trainImages: number;
  testImages: number;
  /** On 10,000 images; one network, for it takes minutes. */
  fullEpochs: number;
}

const fullEpochs = 8; // of 313 steps: as many images as 125 epochs of the galaxies

/** As the figure `distill`, on Fashion-MNIST from Debian's package dataset-fashion-mnist. */
export async function measureDistillFashion(): Promise<DistillFashionFigure> {
  const set = fashionSet();
  await startNodeBackend(() => performance.now());
  const side = await sideOf(1, await shippedSets(prototypeFolders.fashion), set, { networks: 1, fullEpochs });
  return {
    '1': side,
    trainImages: set.train.labels.length,
    testImages: set.test.labels.length,
    fullEpochs,
  };
}
