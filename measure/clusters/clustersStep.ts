import { type StepsBesideTorch, stepsBesideTorch } from '../command/stepsBesideTorch.ts';

/** One training step of a clustering network, batch 64, under the mixture. */
interface ClustersStepFigure extends StepsBesideTorch {
  batch: number;
  sidePx: number;
}

const [batch, sidePx] = [64, 64];
const stepsARound = 6;

/** The network that `npm run clusters` trains on pixels, on WASM beside PyTorch on one thread. */
export async function measureClustersStep(): Promise<ClustersStepFigure> {
  const sizes = [batch, sidePx];
  return {
    ...stepsBesideTorch('../clusters/clustersStepOurs.ts', 'clustersStepPeer.py', sizes, stepsARound),
    ...{ batch, sidePx },
  };
}
