import { fashionSet } from '../../bake/fashionSet.ts';
import { startNodeBackend } from '../../bake/nodeEncoder.ts';
import { type DistilSide, prototypeFolders, shippedSets, sideOf } from './distilSide.ts';

/** The same of the prototypes of Fashion-MNIST. */
interface DistilFashionFigure {
  /** By images a class. */
  '1': DistilSide;
  trainImages: number;
  testImages: number;
  /** On 10,000 images; one network, for it takes minutes. */
  fullEpochs: number;
}

const fullEpochs = 8; // of 313 steps: as many images as 125 epochs of the galaxies

/** As the figure `distil`, on Fashion-MNIST from Debian's package dataset-fashion-mnist. */
export async function measureDistilFashion(): Promise<DistilFashionFigure> {
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
