import type { DistilCheckpoint } from '../../contracts/distillation/distil.ts';
import type { DistilSettings } from '../../contracts/distillation/distilSettings.ts';
import { startEpochCount, startEpochTurn } from '../../maths/distillation/startEpochs.ts';

/** Whether a run is finished: it has made all its iterations, or STM's learning rate of the pixels is below its floor. */
export function isFinished(
  { method, iterations, matching, experts }: DistilSettings,
  checkpoint: Pick<DistilCheckpoint, 'iterations' | 'epochs'> | undefined,
): boolean {
  if (!checkpoint) return false;
  if (checkpoint.iterations.length >= iterations) return true;
  const adapts = method === 'stm' && checkpoint.epochs !== undefined; // the plain method's rate never falls
  const expertEpochs = startEpochCount(experts.epochs, matching.epochsMatched);
  return adapts && startEpochTurn(checkpoint.epochs!, { ...matching, expertEpochs }).done;
}
