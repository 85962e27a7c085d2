import { type StepsBesideTorch, stepsBesideTorch } from '../command/stepsBesideTorch.ts';

/** One training step of ViT-micro, batch 32. */
interface VitStepFigure extends StepsBesideTorch {
  batch: number;
}

const batch = 32;
const stepsARound = 5;

/** The network that Fine-tune trains from nothing, on WASM beside PyTorch on one thread. */
export async function measureVitStep(): Promise<VitStepFigure> {
  return {
    ...stepsBesideTorch('../transformers/vitStepOurs.ts', 'vitStepPeer.py', [batch], stepsARound),
    batch,
  };
}
